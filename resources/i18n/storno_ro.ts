<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ro_RO" sourcelanguage="en">
        <context>
        <name>AccountMenu</name>
                <message>
            <source>&amp;Account</source>
            <translation>&amp;Cont</translation>
        </message>
        <message>
            <source>A&amp;dd an account…</source>
            <translation>A&amp;daugă un cont…</translation>
        </message>
        <message>
            <source>Or&amp;ganisation</source>
            <translation>Or&amp;ganizație</translation>
        </message>
        <message>
            <source>&amp;Lock now</source>
            <translation>&amp;Blochează acum</translation>
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation>&amp;Setări…</translation>
        </message>
        <message>
            <source>Sign &amp;out…</source>
            <translation>De&amp;conectare…</translation>
        </message>
        <message>
            <source>%1 (not allowed by your organisation)</source>
            <translation>%1 (nepermis de organizația dumneavoastră)</translation>
        </message>
    </context>
    <context>
        <name>AccountsPage</name>
                <message>
            <source>Accounts</source>
            <translation>Conturi</translation>
        </message>
        <message>
            <source>A&amp;dd an account…</source>
            <translation>A&amp;daugă un cont…</translation>
        </message>
        <message>
            <source>Sign &amp;out…</source>
            <translation>De&amp;conectare…</translation>
        </message>
        <message>
            <source>&amp;Remove…</source>
            <translation>&amp;Elimină…</translation>
        </message>
        <message>
            <source>in use</source>
            <translation>în folosință</translation>
        </message>
        <message>
            <source>Nobody has signed in on this computer yet.</source>
            <translation>Pe acest calculator nu s-a autentificat încă nimeni.</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Signed in with</source>
            <translation>Autentificare prin</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Sesiune</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organizație</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firmă</translation>
        </message>
        <message>
            <source>E-mail and password</source>
            <translation>E-mail și parolă</translation>
        </message>
        <message>
            <source>The browser</source>
            <translation>Browser</translation>
        </message>
        <message>
            <source>An API key</source>
            <translation>Cheie API</translation>
        </message>
        <message>
            <source>Your organisation's rules do not allow this account here</source>
            <translation>Regulile organizației dumneavoastră nu permit acest cont aici</translation>
        </message>
        <message>
            <source>In use, kept in this computer's keyring</source>
            <translation>În folosință, păstrată în depozitul de parole al acestui calculator</translation>
        </message>
        <message>
            <source>In use, ends with the program</source>
            <translation>În folosință, se încheie odată cu programul</translation>
        </message>
        <message>
            <source>In use, in memory only: there is no safe keyring</source>
            <translation>În folosință, doar în memorie: nu există un depozit de parole sigur</translation>
        </message>
        <message>
            <source>Kept in this computer's keyring</source>
            <translation>Păstrată în depozitul de parole al acestui calculator</translation>
        </message>
        <message>
            <source>Not kept in this computer's keyring</source>
            <translation>Nu este păstrată în depozitul de parole al acestui calculator</translation>
        </message>
    </context>
    <context>
        <name>ActDialog</name>
                <message>
            <source>The invoice is being checked.</source>
            <translation>Factura este în curs de verificare.</translation>
        </message>
        <message>
            <source>The invoice has not been checked.</source>
            <translation>Factura nu a fost verificată.</translation>
        </message>
        <message>
            <source>Something stands against it: see above.</source>
            <translation>Există un impediment: vedeți mai sus.</translation>
        </message>
        <message>
            <source>Not everything could be checked. Check again.</source>
            <translation>Nu s-a putut verifica totul. Verificați din nou.</translation>
        </message>
        <message>
            <source>Answer the question first.</source>
            <translation>Răspundeți întâi la întrebare.</translation>
        </message>
        <message>
            <source>Nothing was changed. The API key, or its account, most likely lacks %1.</source>
            <translation>Nu s-a schimbat nimic. Cel mai probabil, cheii API sau contului ei îi lipsește dreptul %1.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>%1: outcome unknown</source>
            <translation>%1: rezultat necunoscut</translation>
        </message>
        <message>
            <source>The rules of your organisation do not allow it.</source>
            <translation>Regulile organizației dumneavoastră nu permit.</translation>
        </message>
        <message>
            <source>It happened.</source>
            <translation>S-a făcut.</translation>
        </message>
    </context>
    <context>
        <name>UnsentTelling</name>
        <message>
            <source>Nothing was sent: another act on this invoice is under way.</source>
            <translation>Nu am trimis nimic: o altă operațiune pe această factură este în curs.</translation>
        </message>
        <message>
            <source>Nothing was sent.</source>
            <translation>Nu am trimis nimic.</translation>
        </message>
        <message>
            <source>Nothing was sent: the journal is not open.</source>
            <translation>Nu s-a trimis nimic: jurnalul nu este deschis.</translation>
        </message>
        <message>
            <source>Every act is written down before it is sent.</source>
            <translation>Fiecare operațiune se scrie în jurnal înainte de a fi trimisă.</translation>
        </message>
        <message>
            <source>Open the journal…</source>
            <translation>Deschide jurnalul…</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Autentificare</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Verifică din nou</translation>
        </message>
    </context>
    <context>
        <name>ActGate</name>
                <message>
            <source>Choose an invoice first.</source>
            <translation>Alegeți întâi o factură.</translation>
        </message>
        <message>
            <source>This sign-in with the browser was not allowed to cancel. Sign in again.</source>
            <translation>Acestei autentificări prin browser nu i s-a permis anularea. Autentificați-vă din nou.</translation>
        </message>
        <message>
            <source>Your account may not cancel invoices.</source>
            <translation>Contul dumneavoastră nu are dreptul să anuleze facturi.</translation>
        </message>
        <message>
            <source>%1 is already cancelled.</source>
            <translation>%1 este deja anulată.</translation>
        </message>
        <message>
            <source>Rejected by ANAF: cannot be cancelled. Correct it and send it again.</source>
            <translation>Respinsă de ANAF: nu se poate anula. Corectați-o și retrimiteți-o.</translation>
        </message>
        <message>
            <source>Cannot be cancelled: sent to ANAF. Use a storno invoice.</source>
            <translation>Nu se poate anula: a fost trimisă la ANAF. Folosiți factura storno.</translation>
        </message>
        <message>
            <source>Only drafts and issued invoices can be cancelled. This one is: %1.</source>
            <translation>Se pot anula doar ciornele și facturile emise. Aceasta este: %1.</translation>
        </message>
        <message>
            <source>This sign-in with the browser was not allowed to restore. Sign in again.</source>
            <translation>Acestei autentificări prin browser nu i s-a permis restaurarea. Autentificați-vă din nou.</translation>
        </message>
        <message>
            <source>Your account may not restore invoices.</source>
            <translation>Contul dumneavoastră nu are dreptul să restaureze facturi.</translation>
        </message>
        <message>
            <source>Only cancelled invoices can be restored.</source>
            <translation>Se pot restaura doar facturile anulate.</translation>
        </message>
        <message>
            <source>Incoming invoices are changed by who issued them.</source>
            <translation>Facturile primite le modifică doar emitentul lor.</translation>
        </message>
        <message>
            <source>This company is read-only.</source>
            <translation>Firma este doar pentru citire.</translation>
        </message>
        <message>
            <source>A support session cannot change anything.</source>
            <translation>O sesiune de asistență nu poate modifica nimic.</translation>
        </message>
        <message>
            <source>The invoice belongs to another company than the one selected.</source>
            <translation>Factura aparține altei firme decât cea selectată.</translation>
        </message>
        <message>
            <source>This sign-in with the browser was not allowed to make a storno. Sign in again.</source>
            <translation>Acestei autentificări prin browser nu i s-a permis stornarea. Autentificați-vă din nou.</translation>
        </message>
        <message>
            <source>Your account may not make storno invoices.</source>
            <translation>Contul dumneavoastră nu are dreptul să facă facturi storno.</translation>
        </message>
        <message>
            <source>%1 is itself a storno invoice.</source>
            <translation>%1 este ea însăși o factură storno.</translation>
        </message>
        <message>
            <source>Rejected by ANAF: it is not reversed. Correct it and send it again.</source>
            <translation>Respinsă de ANAF: nu se stornează. Corectați-o și retrimiteți-o.</translation>
        </message>
        <message>
            <source>Only issued invoices are reversed by a storno. This one is: %1.</source>
            <translation>Se stornează doar facturile emise. Aceasta este: %1.</translation>
        </message>
    </context>
    <context>
        <name>ActWords</name>
                <message>
            <source>Cancellation</source>
            <translation>Anulare</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Restaurare</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>În curs</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Trimisă</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Făcută</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Refuzată</translation>
        </message>
        <message>
            <source>Outcome unknown</source>
            <translation>Rezultat necunoscut</translation>
        </message>
        <message>
            <source>Given up</source>
            <translation>Abandonată</translation>
        </message>
        <message>
            <source>Done by somebody else</source>
            <translation>Făcută de altcineva</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>Nefăcută</translation>
        </message>
        <message>
            <source>Decided by the person.</source>
            <translation>Hotărâtă de persoană.</translation>
        </message>
        <message>
            <source>Checked again on the server, the same as before; then sent.</source>
            <translation>Verificată din nou pe server, la fel ca înainte; apoi trimisă.</translation>
        </message>
        <message>
            <source>The server confirmed it.</source>
            <translation>Serverul a confirmat.</translation>
        </message>
        <message>
            <source>Refused; nothing was changed.</source>
            <translation>Refuzată; nu s-a schimbat nimic.</translation>
        </message>
        <message>
            <source>The program ended before the answer came.</source>
            <translation>Programul s-a închis înainte să vină răspunsul.</translation>
        </message>
        <message>
            <source>The answer was lost.</source>
            <translation>Răspunsul s-a pierdut.</translation>
        </message>
        <message>
            <source>Every row is as it was written.</source>
            <translation>Fiecare rând este așa cum a fost scris.</translation>
        </message>
        <message>
            <source>Row %1 was changed after it was written, or moved. Rows before it are intact.</source>
            <translation>Rândul %1 a fost modificat sau mutat după ce a fost scris. Rândurile dinaintea lui sunt intacte.</translation>
        </message>
        <message>
            <source>Row %1 is missing. Rows before it are intact.</source>
            <translation>Rândul %1 lipsește. Rândurile dinaintea lui sunt intacte.</translation>
        </message>
        <message>
            <source>The journal was cut off: row %1 and all after it are missing.</source>
            <translation>Jurnalul a fost trunchiat: lipsesc rândul %1 și toate cele de după el.</translation>
        </message>
        <message>
            <source>This is not the journal that was last written here: row %1 is another one. An older copy may have been put in its place.</source>
            <translation>Nu este jurnalul scris ultima dată aici: rândul %1 este altul. Poate a fost pusă în loc o copie mai veche.</translation>
        </message>
        <message>
            <source>The file is damaged at about row %1. Rows before it are intact.</source>
            <translation>Fișierul este deteriorat în jurul rândului %1. Rândurile dinaintea lui sunt intacte.</translation>
        </message>
        <message>
            <source>Nothing was sent: the invoice had changed meanwhile.</source>
            <translation>Nu s-a trimis nimic: factura se schimbase între timp.</translation>
        </message>
        <message>
            <source>Nothing was sent: another act on this invoice was open.</source>
            <translation>Nu s-a trimis nimic: altă operațiune pe această factură era deschisă.</translation>
        </message>
        <message>
            <source>Nothing was sent: the session had ended.</source>
            <translation>Nu s-a trimis nimic: sesiunea se încheiase.</translation>
        </message>
        <message>
            <source>Nothing was sent: the program ended before.</source>
            <translation>Nu s-a trimis nimic: programul s-a închis înainte.</translation>
        </message>
        <message>
            <source>Nothing was sent.</source>
            <translation>Nu s-a trimis nimic.</translation>
        </message>
        <message>
            <source>Reading back showed that it had happened.</source>
            <translation>Recitirea a arătat că s-a făcut.</translation>
        </message>
        <message>
            <source>Reading back showed that it had happened, and was undone since.</source>
            <translation>Recitirea a arătat că s-a făcut, apoi a fost desfăcută.</translation>
        </message>
        <message>
            <source>Reading back showed that somebody else did it: %1.</source>
            <translation>Recitirea a arătat că a făcut-o altcineva: %1.</translation>
        </message>
        <message>
            <source>Reading back showed that somebody else did it.</source>
            <translation>Recitirea a arătat că a făcut-o altcineva.</translation>
        </message>
        <message>
            <source>Reading back showed that nothing happened; by then the request could not arrive any more.</source>
            <translation>Recitirea a arătat că nu s-a întâmplat nimic; cererea nu mai putea ajunge.</translation>
        </message>
        <message>
            <source>Storno draft</source>
            <translation>Ciornă storno</translation>
        </message>
        <message>
            <source>Closing of a public link</source>
            <translation>Închiderea unui link public</translation>
        </message>
        <message>
            <source>The draft is %1.</source>
            <translation>Ciorna este %1.</translation>
        </message>
        <message>
            <source>Nothing was sent: a supervisor elsewhere was asked by a file.</source>
            <translation>Nu s-a trimis nimic: s-a cerut printr-un fișier aprobarea unui supervizor din altă parte.</translation>
        </message>
        <message>
            <source>Nothing was sent: the supervisor refused.</source>
            <translation>Nu s-a trimis nimic: supervizorul a refuzat.</translation>
        </message>
        <message>
            <source>Invoice gone</source>
            <translation>Factura nu mai există</translation>
        </message>
        <message>
            <source>The invoice is no longer on the server; whether it had happened before, nothing tells. By then the request could not arrive any more.</source>
            <translation>Factura nu mai este pe server; dacă se produsese înainte nu se mai poate afla. Până atunci cererea nu mai putea ajunge.</translation>
        </message>
    </context>
    <context>
        <name>AdviceView</name>
                <message>
            <source>Why?</source>
            <translation>De ce?</translation>
        </message>
    </context>
    <context>
        <name>AdviceWords</name>
                <message>
            <source>Nothing shows that the client or ANAF has it. One question is left.</source>
            <translation>Nimic nu arată că a ajuns la client sau la ANAF. Mai este o întrebare.</translation>
        </message>
        <message>
            <source>Recommended: cancel. The invoice has not reached the client or ANAF.</source>
            <translation>Recomandat: anulare. Factura nu a ajuns la client și nu este la ANAF.</translation>
        </message>
        <message>
            <source>It may be cancelled. The usual way with a draft is to delete it in Storno.ro.</source>
            <translation>Se poate anula. De obicei, o ciornă se șterge în Storno.ro.</translation>
        </message>
        <message>
            <source>Recommended: cancel. But Romanian law expects a storno once the client has the invoice. %1</source>
            <translation>Recomandat: anulare. Însă legea cere storno dacă factura a ajuns la client. %1</translation>
        </message>
        <message>
            <source>Recommended: storno invoice. %1</source>
            <translation>Recomandat: factură storno. %1</translation>
        </message>
        <message>
            <source>Rejected by ANAF: cannot be cancelled. Correct it and send it again.</source>
            <translation>Respinsă de ANAF: nu se poate anula. Corectați-o și retrimiteți-o.</translation>
        </message>
        <message>
            <source>There is nothing to cancel. %1</source>
            <translation>Nu este nimic de anulat. %1</translation>
        </message>
        <message>
            <source>Nothing stands against restoring. One question is left.</source>
            <translation>Nimic nu împiedică restaurarea. Mai este o întrebare.</translation>
        </message>
        <message>
            <source>Recommended: restore. The invoice has not reached the client or ANAF.</source>
            <translation>Recomandat: restaurare. Factura nu a ajuns la client și nu este la ANAF.</translation>
        </message>
        <message>
            <source>Recommended: leave it cancelled and make a new invoice. %1</source>
            <translation>Recomandat: lăsați-o anulată și emiteți o factură nouă. %1</translation>
        </message>
        <message>
            <source>Recommended: make a new invoice. ANAF has this one.</source>
            <translation>Recomandat: factură nouă. Aceasta este la ANAF.</translation>
        </message>
        <message numerus="yes">
            <source>It cannot be restored: %n check(s) block it.</source>
            <translation>
                <numerusform>Nu se poate restaura: %n verificare o blochează.</numerusform>
                <numerusform>Nu se poate restaura: %n verificări o blochează.</numerusform>
                <numerusform>Nu se poate restaura: %n de verificări o blochează.</numerusform>
            </translation>
        </message>
        <message>
            <source>Storno's documentation: cancel what has not been sent, duplicates and mistakes; use a storno to correct amounts, to refund a part, and for what is in the accounts already.</source>
            <translation>Documentația Storno: se anulează ce nu s-a trimis, duplicatele și greșelile; se stornează pentru corectarea sumelor, rambursări parțiale și ce este deja înregistrat în contabilitate.</translation>
        </message>
        <message>
            <source>Fiscal Code, art. 330 (1): an invoice that the client does not have is cancelled and made anew; one that the client has is corrected by a storno. Your accountant decides.</source>
            <translation>Codul fiscal, art. 330 alin. (1): factura netransmisă clientului se anulează și se emite alta; cea transmisă se corectează prin storno. Decide contabilul dumneavoastră.</translation>
        </message>
        <message>
            <source>An invoice that ANAF rejected is neither cancelled nor reversed.</source>
            <translation>O factură respinsă de ANAF nu se anulează și nu se stornează.</translation>
        </message>
        <message>
            <source>Storno's documentation: restore what was cancelled by accident and has not been sent; make a new invoice when amounts change or the client has the old one.</source>
            <translation>Documentația Storno: se restaurează ce s-a anulat din greșeală și nu s-a trimis; se emite factură nouă dacă se schimbă sumele sau clientul o are pe cea veche.</translation>
        </message>
        <message>
            <source>It also recommends restoring to keep the number. The server does not do that: issuing again gives the next number.</source>
            <translation>Tot ea recomandă restaurarea pentru păstrarea numărului. Serverul nu face asta: la reemitere se dă numărul următor.</translation>
        </message>
        <message>
            <source>No recommendation: not everything could be checked.</source>
            <translation>Fără recomandare: nu s-a putut verifica totul.</translation>
        </message>
    </context>
    <context>
        <name>AlreadyOpen</name>
                <message>
            <source>Storno Desktop is open already, but it does not answer.</source>
            <translation>Storno Desktop este deja deschis, dar nu răspunde.</translation>
        </message>
        <message>
            <source>Wait a moment and try again. If it stays so, end it and start it anew: what was sent is settled then.</source>
            <translation>Așteptați puțin și încercați din nou. Dacă rămâne așa, opriți-l și porniți-l iar: ce s-a trimis se lămurește atunci.</translation>
        </message>
    </context>
    <context>
        <name>ApprovalDialog</name>
                <message>
            <source>Comment, if you refuse</source>
            <translation>Comentariu, dacă refuzați</translation>
        </message>
        <message>
            <source>The person who asked reads it; it is kept in the journal.</source>
            <translation>Îl citește persoana care a cerut; rămâne în jurnal.</translation>
        </message>
        <message>
            <source>&amp;Refuse</source>
            <translation>&amp;Refuză</translation>
        </message>
        <message>
            <source>E&amp;xtend</source>
            <translation>&amp;Prelungește</translation>
        </message>
        <message>
            <source>Checking with the supervisor's account …</source>
            <translation>Se verifică cu contul supervizorului …</translation>
        </message>
        <message>
            <source>You confirm alone, as your organisation allows. It is recorded as not supervised.</source>
            <translation>Confirmați singur, cum permite organizația. Se înregistrează ca nesupervizată.</translation>
        </message>
        <message>
            <source>It cannot be restored: see the checks.</source>
            <translation>Nu se poate restaura: vedeți verificările.</translation>
        </message>
        <message>
            <source>Something needs a closer look before you approve.</source>
            <translation>Ceva cere mai multă atenție înainte de a aproba.</translation>
        </message>
        <message>
            <source>Nothing stands against it. Approve only what you have seen.</source>
            <translation>Nimic nu se opune. Aprobați numai ce ați văzut.</translation>
        </message>
        <message>
            <source>All others</source>
            <translation>Toate celelalte</translation>
        </message>
        <message>
            <source>All checks</source>
            <translation>Toate verificările</translation>
        </message>
        <message>
            <source>The invoice has not been checked.</source>
            <translation>Factura nu a fost verificată.</translation>
        </message>
        <message>
            <source>You cannot approve this restore: see above.</source>
            <translation>Nu puteți aproba această restaurare: vedeți mai sus.</translation>
        </message>
        <message>
            <source>You may confirm in %1.</source>
            <translation>Puteți confirma peste %1.</translation>
        </message>
        <message>
            <source>These checks are too old to approve. Check again.</source>
            <translation>Verificările sunt prea vechi pentru a aproba. Verificați din nou.</translation>
        </message>
        <message>
            <source>Type the number %1.</source>
            <translation>Scrieți numărul %1.</translation>
        </message>
        <message>
            <source>Things changed since the approval, or it took too long. Check again and approve anew.</source>
            <translation>Situația s-a schimbat de la aprobare sau a trecut prea mult timp. Verificați din nou și aprobați iar.</translation>
        </message>
        <message>
            <source>The reason for restoring is too short for the rules of your organisation.</source>
            <translation>Motivul restaurării este prea scurt pentru regulile organizației.</translation>
        </message>
        <message>
            <source>Writing it into the journal …</source>
            <translation>Se scrie în jurnal …</translation>
        </message>
        <message>
            <source>The approval expires in %1.</source>
            <translation>Aprobarea expiră în %1.</translation>
        </message>
        <message>
            <source>Too much time has passed: check again.</source>
            <translation>A trecut prea mult timp: verificați din nou.</translation>
        </message>
        <message>
            <source>The supervisor must be another person. In a browser use a private window, or the same person comes back.</source>
            <translation>Supervizorul trebuie să fie altă persoană. În browser folosiți o fereastră privată, altfel revine aceeași persoană.</translation>
        </message>
        <message>
            <source>Whoever cancelled the invoice cannot approve its restore.</source>
            <translation>Cine a anulat factura nu îi poate aproba restaurarea.</translation>
        </message>
        <message>
            <source>Nobody can tell who cancelled the invoice, so it cannot be approved here.</source>
            <translation>Nu se știe cine a anulat factura, deci nu poate fi aprobată aici.</translation>
        </message>
        <message>
            <source>By the rules of your organisation this account is no supervisor.</source>
            <translation>După regulile organizației, acest cont nu este de supervizor.</translation>
        </message>
        <message>
            <source>Support staff cannot approve.</source>
            <translation>Personalul de asistență nu poate aproba.</translation>
        </message>
        <message>
            <source>This account may not change invoices (invoice.edit).</source>
            <translation>Acest cont nu are voie să modifice facturi (invoice.edit).</translation>
        </message>
        <message>
            <source>This account cannot read the invoice.</source>
            <translation>Acest cont nu poate citi factura.</translation>
        </message>
        <message>
            <source>Asked by: %1</source>
            <translation>Cerută de: %1</translation>
        </message>
        <message>
            <source>Supervisor: %1</source>
            <translation>Supervizor: %1</translation>
        </message>
        <message>
            <source>Reason: “%1”</source>
            <translation>Motiv: „%1”</translation>
        </message>
        <message>
            <source>Type the number %1 to confirm:</source>
            <translation>Scrieți numărul %1 pentru confirmare:</translation>
        </message>
        <message>
            <source>Approve the restore of %1?</source>
            <translation>Aprobați restaurarea facturii %1?</translation>
        </message>
        <message>
            <source>Restoring makes it a draft again, not a valid invoice.</source>
            <translation>Restaurarea o face din nou ciornă, nu factură valabilă.</translation>
        </message>
        <message>
            <source>Keep cancelled</source>
            <translation>Renunță</translation>
        </message>
        <message>
            <source>Approve and restore</source>
            <translation>Aprobă și restaurează</translation>
        </message>
        <message>
            <source>Restoring %1 …</source>
            <translation>Se restaurează %1 …</translation>
        </message>
        <message>
            <source>Restored ✓</source>
            <translation>Restaurată ✓</translation>
        </message>
        <message>
            <source>The request has been answered meanwhile.</source>
            <translation>Între timp s-a răspuns la cerere.</translation>
        </message>
        <message>
            <source>The request has expired by the server's clock. Ask for a new one.</source>
            <translation>După ceasul serverului, cererea a expirat. Cereți una nouă.</translation>
        </message>
        <message>
            <source>The invoice was cancelled after this request was made: ask for a new one.</source>
            <translation>Factura a fost anulată după ce s-a făcut cererea: cereți una nouă.</translation>
        </message>
    </context>
    <context>
        <name>BarWords</name>
                <message>
            <source>This version of the program is too old to change invoices; it can still show them. Have your administrator install a newer one.</source>
            <translation>Această versiune a programului este prea veche pentru a modifica facturi; le poate arăta în continuare. Cereți administratorului să instaleze una mai nouă.</translation>
        </message>
        <message>
            <source>The computer is going to sleep or shutting down. Once it is awake, check again and repeat it.</source>
            <translation>Calculatorul intră în repaus sau se oprește. După ce pornește din nou, verificați iar și repetați.</translation>
        </message>
    </context>
    <context>
        <name>BrowserPage</name>
                <message>
            <source>You sign in on Storno's page in your browser and allow this program there.</source>
            <translation>Vă autentificați pe pagina Storno din browser și permiteți acolo accesul acestui program.</translation>
        </message>
        <message>
            <source>Captcha, passkeys and the second step all work there; no password is typed here.</source>
            <translation>Captcha, cheile de acces și al doilea pas funcționează acolo; aici nu se scrie nicio parolă.</translation>
        </message>
        <message>
            <source>&amp;Open the page again</source>
            <translation>&amp;Deschide din nou pagina</translation>
        </message>
        <message>
            <source>&amp;Copy the address</source>
            <translation>&amp;Copiază adresa</translation>
        </message>
        <message>
            <source>Cance&amp;l</source>
            <translation>&amp;Renunță</translation>
        </message>
        <message>
            <source>If the browser ends at a page that it cannot open, copy that page's address and paste it here.</source>
            <translation>Dacă browserul ajunge la o pagină pe care nu o poate deschide, copiați adresa ei și lipiți-o aici.</translation>
        </message>
        <message>
            <source>Add&amp;ress or code</source>
            <translation>Adresă sa&amp;u cod</translation>
        </message>
        <message>
            <source>Waiting for you to sign in in the browser: %1 left.</source>
            <translation>Se așteaptă autentificarea în browser: au rămas %1.</translation>
        </message>
    </context>
    <context>
        <name>BrowserVisit</name>
                <message>
            <source>The browser could not be opened.</source>
            <translation>Browserul nu a putut fi deschis.</translation>
        </message>
        <message>
            <source>Copy the address and open it in a browser on this computer.</source>
            <translation>Copiați adresa și deschideți-o într-un browser de pe acest calculator.</translation>
        </message>
        <message>
            <source>The address was copied.</source>
            <translation>Adresa a fost copiată.</translation>
        </message>
        <message>
            <source>Open it in a browser on this computer.</source>
            <translation>Deschideți-o într-un browser de pe acest calculator.</translation>
        </message>
    </context>
    <context>
        <name>BusyLine</name>
                <message>
            <source>Progress</source>
            <translation>Progres</translation>
        </message>
    </context>
    <context>
        <name>CancelDialog</name>
                <message>
            <source>Checking the invoice on the server …</source>
            <translation>Se verifică factura pe server …</translation>
        </message>
        <message>
            <source>The number stays in the records as cancelled (D394).</source>
            <translation>Numărul rămâne în evidență ca anulat (D394).</translation>
        </message>
        <message>
            <source>The sending to SPV planned for %1 is dropped for good.</source>
            <translation>Trimiterea în SPV programată pentru %1 se oprește definitiv.</translation>
        </message>
        <message>
            <source>The e-mail planned for %1 is dropped for good.</source>
            <translation>E-mailul programat pentru %1 se oprește definitiv.</translation>
        </message>
        <message>
            <source>Neither the client nor ANAF is told.</source>
            <translation>Nici clientul, nici ANAF nu sunt anunțați.</translation>
        </message>
        <message>
            <source>Cancel invoice %1?</source>
            <translation>Anulați factura %1?</translation>
        </message>
        <message>
            <source>Keep invoice</source>
            <translation>Renunță</translation>
        </message>
        <message>
            <source>Cancel invoice</source>
            <translation>Anulează factura</translation>
        </message>
        <message>
            <source>Cancelling %1 …</source>
            <translation>Se anulează %1 …</translation>
        </message>
        <message>
            <source>Cancelled ✓</source>
            <translation>Anulată ✓</translation>
        </message>
        <message>
            <source>Discard what was prepared</source>
            <translation>Șterge pregătirea</translation>
        </message>
        <message>
            <source>Everything is checked anew, and nothing is sent before you choose it.</source>
            <translation>Totul se verifică din nou și nu se trimite nimic până nu alegeți dumneavoastră.</translation>
        </message>
        <message>
            <source>Prepared on %1, not cancelled.</source>
            <translation>Pregătită pe %1, neanulată.</translation>
        </message>
        <message>
            <source>The invoice changed since then:</source>
            <translation>Factura s-a modificat de atunci:</translation>
        </message>
        <message>
            <source>The invoice becomes cancelled; its balance is void and counts in no sum.</source>
            <translation>Factura devine anulată; soldul ei este nul și nu intră în nicio sumă.</translation>
        </message>
        <message>
            <source>Open %1 in Storno.ro</source>
            <translation>Deschide %1 în Storno.ro</translation>
        </message>
        <message>
            <source>Create credit note (storno) instead…</source>
            <translation>Creează în schimb factură storno…</translation>
        </message>
        <message>
            <source>%1 is cancelled</source>
            <translation>%1 este anulată</translation>
        </message>
    </context>
    <context>
        <name>CaseDifference</name>
                <message>
            <source>The invoice changed meanwhile. See what changed before you continue.</source>
            <translation>Factura s-a modificat între timp. Vedeți ce s-a schimbat înainte de a continua.</translation>
        </message>
        <message>
            <source>%1 changed the invoice on %2. See what changed before you continue.</source>
            <translation>%1 a modificat factura la %2. Vedeți ce s-a schimbat înainte de a continua.</translation>
        </message>
        <message>
            <source>The invoice changed on %1. See what changed before you continue.</source>
            <translation>Factura s-a modificat la %1. Vedeți ce s-a schimbat înainte de a continua.</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
                <message>
            <source>Remove the filter %1</source>
            <translation>Elimină filtrul %1</translation>
        </message>
        <message>
            <source>Remove the filter</source>
            <translation>Elimină filtrul</translation>
        </message>
    </context>
    <context>
        <name>CodePage</name>
                <message>
            <source>Sign in with the &amp;browser</source>
            <translation>Autentificare cu &amp;browserul</translation>
        </message>
        <message>
            <source>&amp;Method</source>
            <translation>&amp;Metoda</translation>
        </message>
        <message>
            <source>C&amp;ode</source>
            <translation>C&amp;od</translation>
        </message>
        <message>
            <source>Type the code.</source>
            <translation>Scrieți codul.</translation>
        </message>
        <message>
            <source>Again in %1</source>
            <translation>Din nou în %1</translation>
        </message>
        <message>
            <source>Send a&amp;nother code</source>
            <translation>Trimite &amp;alt cod</translation>
        </message>
        <message>
            <source>Se&amp;nd the code</source>
            <translation>&amp;Trimite codul</translation>
        </message>
        <message>
            <source>Six digits that change every half minute.</source>
            <translation>Șase cifre care se schimbă la fiecare jumătate de minut.</translation>
        </message>
        <message>
            <source>Each backup code is good for one sign-in.</source>
            <translation>Fiecare cod de rezervă este bun pentru o singură autentificare.</translation>
        </message>
        <message>
            <source>The code was sent to your e-mail. It is valid for 5 minutes.</source>
            <translation>Codul a fost trimis pe e-mail. Este valabil 5 minute.</translation>
        </message>
        <message>
            <source>Have a code sent to the e-mail of the account, then type it here.</source>
            <translation>Cereți un cod pe e-mailul contului, apoi scrieți-l aici.</translation>
        </message>
        <message>
            <source>A passkey works only in the browser.</source>
            <translation>O cheie de acces (passkey) funcționează numai în browser.</translation>
        </message>
        <message>
            <source>A passkey works only in the browser. Choose another method.</source>
            <translation>O cheie de acces (passkey) funcționează numai în browser. Alegeți altă metodă.</translation>
        </message>
        <message>
            <source>%1 left · %2 of %3 tries used (our own count)</source>
            <translation>Au rămas %1 · %2 din %3 încercări folosite (numărătoarea noastră)</translation>
        </message>
    </context>
    <context>
        <name>CommentField</name>
                <message>
            <source>Write the reason.</source>
            <translation>Scrieți motivul.</translation>
        </message>
        <message numerus="yes">
            <source>%n more character(s) needed.</source>
            <translation>
                <numerusform>Mai scrieți %n caracter.</numerusform>
                <numerusform>Mai scrieți %n caractere.</numerusform>
                <numerusform>Mai scrieți %n de caractere.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) too many.</source>
            <translation>
                <numerusform>%n caracter în plus.</numerusform>
                <numerusform>%n caractere în plus.</numerusform>
                <numerusform>%n de caractere în plus.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 / minimum %2 characters</source>
            <translation>%1 / minimum %2 caractere</translation>
        </message>
    </context>
    <context>
        <name>CompanySwitch</name>
                <message>
            <source>No company</source>
            <translation>Nicio firmă</translation>
        </message>
        <message>
            <source>CIF %1</source>
            <translation>CIF %1</translation>
        </message>
        <message>
            <source>Company: %1. Choose another</source>
            <translation>Firma: %1. Alegeți alta</translation>
        </message>
        <message>
            <source>%1 (read-only)</source>
            <translation>%1 (doar citire)</translation>
        </message>
    </context>
    <context>
        <name>ConsequenceList</name>
                <message>
            <source>What happens</source>
            <translation>Ce se întâmplă</translation>
        </message>
    </context>
    <context>
        <name>CrashNotice</name>
                <message>
            <source>The program ended unexpectedly the last time. What was sent then is being settled.</source>
            <translation>Data trecută programul s-a închis neașteptat. Ce s-a trimis atunci se lămurește acum.</translation>
        </message>
        <message>
            <source>Show what is known…</source>
            <translation>Arată ce se știe…</translation>
        </message>
    </context>
    <context>
        <name>DataPage</name>
                <message>
            <source>Local data</source>
            <translation>Date locale</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>Dosarul de date</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Setări</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Jurnal tehnic</translation>
        </message>
        <message>
            <source>&amp;Open the folder</source>
            <translation>&amp;Deschide dosarul</translation>
        </message>
        <message>
            <source>The desktop could not open the folder.</source>
            <translation>Sistemul nu a putut deschide dosarul.</translation>
        </message>
        <message>
            <source>Invoices</source>
            <translation>Facturi</translation>
        </message>
        <message>
            <source>&amp;Show invoices of</source>
            <translation>&amp;Arată facturile din</translation>
        </message>
        <message>
            <source>What was listed stays in the data folder for work without the server: encrypted, with the key in the system's keyring. Without a keyring it is in memory until the program ends. Invoices older than chosen here stay on the server and are removed from this computer.</source>
            <translation>Ce a fost listat rămâne în dosarul de date, pentru lucrul fără server: criptat, cu cheia în depozitul de parole al sistemului. Fără depozit de parole, totul stă în memorie până la închiderea programului. Facturile mai vechi decât ați ales aici rămân pe server și se elimină de pe acest calculator.</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Locuri</translation>
        </message>
        <message>
            <source>The log takes 2 MB at most and holds no password, no key and no client's name. Passwords and sessions are never in a file: sessions are in the system's keyring. Everything is moved by starting the program with --data-dir.</source>
            <translation>Jurnalul tehnic ocupă cel mult 2 MB și nu conține parole, chei sau nume de clienți. Parolele și sesiunile nu stau niciodată într-un fișier: sesiunile sunt în depozitul de parole al sistemului. Totul se mută pornind programul cu --data-dir.</translation>
        </message>
        <message>
            <source>All years</source>
            <translation>Toți anii</translation>
        </message>
        <message>
            <source>The last 12 months</source>
            <translation>Ultimele 12 luni</translation>
        </message>
        <message>
            <source>The last 24 months</source>
            <translation>Ultimele 24 de luni</translation>
        </message>
        <message>
            <source>The last 5 years</source>
            <translation>Ultimii 5 ani</translation>
        </message>
    </context>
    <context>
        <name>DiagnosticsDialog</name>
                <message>
            <source>Diagnostics</source>
            <translation>Diagnostic</translation>
        </message>
        <message>
            <source>Parts</source>
            <translation>Părți</translation>
        </message>
        <message>
            <source>Text of the chosen part</source>
            <translation>Textul părții alese</translation>
        </message>
        <message>
            <source>&amp;Add the self-test</source>
            <translation>&amp;Adaugă autotestul</translation>
        </message>
        <message>
            <source>&amp;Save as ZIP…</source>
            <translation>&amp;Salvează ca ZIP…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>Save the diagnostics</source>
            <translation>Salvarea diagnosticului</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Salvat: %1</translation>
        </message>
        <message>
            <source>The file could not be written. Choose another place.</source>
            <translation>Fișierul nu a putut fi scris. Alegeți alt loc.</translation>
        </message>
        <message>
            <source>This is all that the file will hold. Nothing is sent: you save it, and decide who gets it. Names, fiscal codes, e-mail addresses, amounts and keys are left out.</source>
            <translation>Aceasta este tot ce va conține fișierul. Nu se trimite nimic: îl salvați și hotărâți cine îl primește. Numele, codurile fiscale, adresele de e-mail, sumele și cheile sunt omise.</translation>
        </message>
    </context>
    <context>
        <name>DoctorView</name>
                <message>
            <source>in order</source>
            <translation>în regulă</translation>
        </message>
        <message>
            <source>needs attention</source>
            <translation>cere atenție</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>eșuat</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>omis</translation>
        </message>
    </context>
    <context>
        <name>DoctorWords</name>
                <message>
            <source>Policy</source>
            <translation>Politică</translation>
        </message>
        <message>
            <source>Keyring</source>
            <translation>Depozit de parole</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Proxy</translation>
        </message>
        <message>
            <source>Name lookup</source>
            <translation>Căutarea numelui</translation>
        </message>
        <message>
            <source>Secure connection</source>
            <translation>Conexiune sigură</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Ceas</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Sesiune</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Cont</translation>
        </message>
        <message>
            <source>Companies</source>
            <translation>Firme</translation>
        </message>
        <message>
            <source>Permissions</source>
            <translation>Drepturi</translation>
        </message>
        <message>
            <source>Rows per page</source>
            <translation>Rânduri pe pagină</translation>
        </message>
        <message>
            <source>Something failed.</source>
            <translation>Ceva nu funcționează.</translation>
        </message>
        <message>
            <source>Nothing failed, but something needs attention.</source>
            <translation>Totul funcționează, dar ceva cere atenție.</translation>
        </message>
        <message>
            <source>Nothing failed.</source>
            <translation>Totul funcționează.</translation>
        </message>
        <message>
            <source>What to do:</source>
            <translation>Ce puteți face:</translation>
        </message>
        <message>
            <source>left out: “%1” comes first</source>
            <translation>omis: mai întâi „%1”</translation>
        </message>
        <message>
            <source>none on this computer</source>
            <translation>niciuna pe acest calculator</translation>
        </message>
        <message>
            <source>in force</source>
            <translation>în vigoare</translation>
        </message>
        <message>
            <source>broken, the strictest rules hold: %1</source>
            <translation>greșită, se aplică regulile cele mai stricte: %1</translation>
        </message>
        <message>
            <source>sessions can be kept safely</source>
            <translation>sesiunile pot fi păstrate în siguranță</translation>
        </message>
        <message>
            <source>there is none; nothing is kept</source>
            <translation>nu există; nu se păstrează nimic</translation>
        </message>
        <message>
            <source>it is not safe and is not used</source>
            <translation>nu este sigur și nu se folosește</translation>
        </message>
        <message>
            <source>it is locked or does not work</source>
            <translation>este blocat sau nu funcționează</translation>
        </message>
        <message>
            <source>it did not answer</source>
            <translation>nu a răspuns</translation>
        </message>
        <message>
            <source>none, the server is reached directly</source>
            <translation>niciunul, legătura cu serverul este directă</translation>
        </message>
        <message>
            <source>the proxy's name was found; addresses: %1; after %2 ms</source>
            <translation>numele proxy-ului a fost găsit; adrese: %1; după %2 ms</translation>
        </message>
        <message>
            <source>the name was found; addresses: %1; after %2 ms</source>
            <translation>numele a fost găsit; adrese: %1; după %2 ms</translation>
        </message>
        <message>
            <source>not needed, the server is on this computer</source>
            <translation>nu este necesară, serverul este pe acest calculator</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>necunoscut</translation>
        </message>
        <message>
            <source>%1; certificate by %2</source>
            <translation>%1; certificat emis de %2</translation>
        </message>
        <message>
            <source>%1; certificate by %2; days until it ends: %3</source>
            <translation>%1; certificat emis de %2; zile până la expirare: %3</translation>
        </message>
        <message>
            <source>no Storno server answers at this address</source>
            <translation>la această adresă nu răspunde un server Storno</translation>
        </message>
        <message>
            <source>Storno %1; answered after %2 ms</source>
            <translation>Storno %1; a răspuns după %2 ms</translation>
        </message>
        <message>
            <source>the server does not tell the time</source>
            <translation>serverul nu comunică ora</translation>
        </message>
        <message>
            <source>seconds by which the server is ahead: %1</source>
            <translation>secunde cu care serverul este înainte: %1</translation>
        </message>
        <message>
            <source>nobody has signed in to this server</source>
            <translation>nimeni nu s-a autentificat la acest server</translation>
        </message>
        <message>
            <source>no session is kept for this account</source>
            <translation>pentru acest cont nu este păstrată nicio sesiune</translation>
        </message>
        <message>
            <source>minutes left: %1</source>
            <translation>minute rămase: %1</translation>
        </message>
        <message>
            <source>signed in by password</source>
            <translation>autentificare cu parolă</translation>
        </message>
        <message>
            <source>signed in by browser</source>
            <translation>autentificare în browser</translation>
        </message>
        <message>
            <source>signed in by API key</source>
            <translation>autentificare cu cheie API</translation>
        </message>
        <message>
            <source>renewed just now</source>
            <translation>reînnoită chiar acum</translation>
        </message>
        <message>
            <source>can be renewed</source>
            <translation>poate fi reînnoită</translation>
        </message>
        <message>
            <source>is never renewed</source>
            <translation>nu se reînnoiește</translation>
        </message>
        <message>
            <source>%1; role: %2; organisations: %3</source>
            <translation>%1; rol: %2; organizații: %3</translation>
        </message>
        <message>
            <source>a support session, which may not change anything</source>
            <translation>o sesiune de asistență, care nu poate modifica nimic</translation>
        </message>
        <message>
            <source>owner</source>
            <translation>proprietar</translation>
        </message>
        <message>
            <source>administrator</source>
            <translation>administrator</translation>
        </message>
        <message>
            <source>accountant</source>
            <translation>contabil</translation>
        </message>
        <message>
            <source>employee</source>
            <translation>angajat</translation>
        </message>
        <message>
            <source>another one</source>
            <translation>altul</translation>
        </message>
        <message>
            <source>none</source>
            <translation>niciunul</translation>
        </message>
        <message>
            <source>companies: %1; of these read-only: %2</source>
            <translation>firme: %1; dintre care doar pentru citire: %2</translation>
        </message>
        <message>
            <source>held</source>
            <translation>acordate</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>lipsesc</translation>
        </message>
        <message>
            <source>not granted to this sign-in</source>
            <translation>neacordate acestei autentificări</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>nu pot fi citite</translation>
        </message>
        <message>
            <source>asked for %1, the server gives %2; after %3 ms</source>
            <translation>cerute %1, serverul dă %2; după %3 ms</translation>
        </message>
        <message>
            <source>the proxy cannot be used</source>
            <translation>proxy-ul nu poate fi folosit</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>fără răspuns la timp</translation>
        </message>
        <message>
            <source>the session has ended</source>
            <translation>sesiunea a expirat</translation>
        </message>
        <message>
            <source>the account is deactivated</source>
            <translation>contul este dezactivat</translation>
        </message>
        <message>
            <source>the server does not allow it</source>
            <translation>serverul nu permite</translation>
        </message>
        <message>
            <source>too many requests in a short time</source>
            <translation>prea multe cereri într-un timp scurt</translation>
        </message>
        <message>
            <source>the server has a fault</source>
            <translation>serverul are o defecțiune</translation>
        </message>
        <message>
            <source>the answer is not what Storno says</source>
            <translation>răspunsul nu este al unui server Storno</translation>
        </message>
        <message>
            <source>the server points to another address</source>
            <translation>serverul trimite la altă adresă</translation>
        </message>
        <message>
            <source>the server did not accept it</source>
            <translation>serverul nu a acceptat</translation>
        </message>
        <message>
            <source>there is no such name</source>
            <translation>numele nu există</translation>
        </message>
        <message>
            <source>no name server answers</source>
            <translation>niciun server de nume nu răspunde</translation>
        </message>
        <message>
            <source>nobody listens there</source>
            <translation>acolo nu ascultă nimeni</translation>
        </message>
        <message>
            <source>no way leads there from this network</source>
            <translation>din această rețea nu se ajunge acolo</translation>
        </message>
        <message>
            <source>no connection</source>
            <translation>fără conexiune</translation>
        </message>
        <message>
            <source>the certificate's issuer is not known to this computer</source>
            <translation>emitentul certificatului nu este cunoscut de acest calculator</translation>
        </message>
        <message>
            <source>the certificate has ended</source>
            <translation>certificatul a expirat</translation>
        </message>
        <message>
            <source>the certificate is not valid yet</source>
            <translation>certificatul nu este încă valabil</translation>
        </message>
        <message>
            <source>the certificate belongs to another server</source>
            <translation>certificatul este al altui server</translation>
        </message>
        <message>
            <source>no secure connection</source>
            <translation>nicio conexiune sigură</translation>
        </message>
        <message>
            <source>Have the administrator correct the policy file, or protect it from changes.</source>
            <translation>Cereți administratorului să corecteze fișierul de politică sau să îl protejeze de modificări.</translation>
        </message>
        <message>
            <source>Install a keyring (on Linux: GNOME Keyring or KWallet) to stay signed in; until then every start asks for the sign-in.</source>
            <translation>Instalați un depozit de parole (pe Linux: GNOME Keyring sau KWallet) ca să rămâneți autentificat; până atunci, autentificarea se cere la fiecare pornire.</translation>
        </message>
        <message>
            <source>Unlock the system's keyring, then run the self-test again.</source>
            <translation>Deblocați depozitul de parole al sistemului, apoi rulați din nou autotestul.</translation>
        </message>
        <message>
            <source>Check the proxy settings of this computer (HTTPS_PROXY, NO_PROXY).</source>
            <translation>Verificați setările de proxy ale acestui calculator (HTTPS_PROXY, NO_PROXY).</translation>
        </message>
        <message>
            <source>Check the network connection of this computer and its firewall.</source>
            <translation>Verificați conexiunea la rețea a acestui calculator și firewall-ul.</translation>
        </message>
        <message>
            <source>Check the server's address.</source>
            <translation>Verificați adresa serverului.</translation>
        </message>
        <message>
            <source>Show this to whoever looks after the server or the network: the program never goes on without a valid certificate.</source>
            <translation>Arătați acest raport celui care întreține serverul sau rețeaua: programul nu continuă niciodată fără un certificat valabil.</translation>
        </message>
        <message>
            <source>Remind whoever looks after the server to renew the certificate.</source>
            <translation>Reamintiți celui care întreține serverul să reînnoiască certificatul.</translation>
        </message>
        <message>
            <source>Set this computer's clock, best by the network's time.</source>
            <translation>Potriviți ceasul acestui calculator, cel mai bine după ora din rețea.</translation>
        </message>
        <message>
            <source>Sign in with the program.</source>
            <translation>Autentificați-vă în program.</translation>
        </message>
        <message>
            <source>Sign in and choose to stay signed in; then the self-test can look further.</source>
            <translation>Autentificați-vă și alegeți să rămâneți autentificat; atunci autotestul poate verifica mai departe.</translation>
        </message>
        <message>
            <source>Wait a few minutes and run the self-test again.</source>
            <translation>Așteptați câteva minute și rulați din nou autotestul.</translation>
        </message>
        <message>
            <source>Install a newer version of this program.</source>
            <translation>Instalați o versiune mai nouă a acestui program.</translation>
        </message>
        <message>
            <source>Ask the owner or administrator of your organisation in Storno.</source>
            <translation>Întrebați proprietarul sau administratorul organizației dumneavoastră din Storno.</translation>
        </message>
        <message>
            <source>Sign in with an account of your own.</source>
            <translation>Autentificați-vă cu un cont propriu.</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
                <message>
            <source>C&amp;hoose…</source>
            <translation>&amp;Alege…</translation>
        </message>
        <message>
            <source>&amp;Hide personal numbers (CNP), but for their last four digits</source>
            <translation>Ascun&amp;de codurile numerice personale (CNP), mai puțin ultimele patru cifre</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Fișier</translation>
        </message>
        <message>
            <source>A file of this name exists and is replaced.</source>
            <translation>Există deja un fișier cu acest nume; va fi înlocuit.</translation>
        </message>
        <message>
            <source>&amp;Excel workbook (.xlsx)</source>
            <translation>Registru &amp;Excel (.xlsx)</translation>
        </message>
        <message>
            <source>Real numbers and dates, filters, totals by currency, and a sheet about the data.</source>
            <translation>Numere și date calendaristice reale, filtre, totaluri pe monede și o foaie despre date.</translation>
        </message>
        <message>
            <source>CSV for Excel in &amp;Romanian</source>
            <translation>CSV pentru Excel în &amp;română</translation>
        </message>
        <message>
            <source>Semicolons, decimal comma, 31.12.2026.</source>
            <translation>Punct și virgulă între coloane, virgulă zecimală, 31.12.2026.</translation>
        </message>
        <message>
            <source>CSV, &amp;international</source>
            <translation>CSV &amp;internațional</translation>
        </message>
        <message>
            <source>Commas, decimal point, 2026-12-31.</source>
            <translation>Virgulă între coloane, punct zecimal, 2026-12-31.</translation>
        </message>
        <message>
            <source>&amp;PDF</source>
            <translation>&amp;PDF</translation>
        </message>
        <message>
            <source>Pages as they are printed.</source>
            <translation>Paginile așa cum se tipăresc.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln invoice(s) will be written.</source>
            <translation>
                <numerusform>Se va scrie o factură.</numerusform>
                <numerusform>Se vor scrie %Ln facturi.</numerusform>
                <numerusform>Se vor scrie %Ln de facturi.</numerusform>
            </translation>
        </message>
        <message>
            <source>Filters in force: %1. Age: %2.</source>
            <translation>Filtre active: %1. Vechime: %2.</translation>
        </message>
        <message>
            <source>No filter is in force. Age: %1.</source>
            <translation>Niciun filtru activ. Vechime: %1.</translation>
        </message>
        <message>
            <source>Invoices %1 %2</source>
            <translation>Facturi %1 %2</translation>
        </message>
        <message>
            <source>Name the file first.</source>
            <translation>Dați întâi un nume fișierului.</translation>
        </message>
        <message>
            <source>Save the list</source>
            <translation>Salvează lista</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Se salvează…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Oprește</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>Oprit.</translation>
        </message>
        <message>
            <source>Nothing was written.</source>
            <translation>Nu s-a scris nimic.</translation>
        </message>
        <message>
            <source>%1, in the folder %2</source>
            <translation>%1, în dosarul %2</translation>
        </message>
        <message>
            <source>The list changed while it was being saved: some rows may be newer than others.</source>
            <translation>Lista s-a schimbat în timpul salvării: unele rânduri pot fi mai noi decât altele.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln invoice(s) saved.</source>
            <translation>
                <numerusform>O factură salvată.</numerusform>
                <numerusform>%Ln facturi salvate.</numerusform>
                <numerusform>%Ln de facturi salvate.</numerusform>
            </translation>
        </message>
        <message>
            <source>Open the file</source>
            <translation>Deschide fișierul</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Deschide dosarul</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>Save the list to a file?</source>
            <translation>Salvați lista într-un fișier?</translation>
        </message>
        <message>
            <source>Do not save</source>
            <translation>Renunță</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salvează</translation>
        </message>
    </context>
    <context>
        <name>ExportWords</name>
                <message>
            <source>Invoices – %1</source>
            <translation>Facturi – %1</translation>
        </message>
        <message>
            <source>Invoices</source>
            <comment>name of a sheet</comment>
            <translation>Facturi</translation>
        </message>
        <message>
            <source>About</source>
            <comment>name of a sheet</comment>
            <translation>Despre</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>necunoscut</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>depășit</translation>
        </message>
        <message>
            <source>Outcome unknown</source>
            <translation>Rezultat necunoscut</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Cancelled invoices are not counted in any total.</source>
            <translation>Facturile anulate nu intră în niciun total.</translation>
        </message>
        <message>
            <source>invoices</source>
            <translation>facturi</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Număr</translation>
        </message>
        <message>
            <source>Issue date</source>
            <translation>Data emiterii</translation>
        </message>
        <message>
            <source>Due date</source>
            <translation>Scadența</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>Sens</translation>
        </message>
        <message>
            <source>CIF</source>
            <translation>CIF</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Stare</translation>
        </message>
        <message>
            <source>Without VAT</source>
            <translation>Fără TVA</translation>
        </message>
        <message>
            <source>VAT</source>
            <translation>TVA</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Moneda</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Plătit</translation>
        </message>
        <message>
            <source>To be paid</source>
            <translation>De plătit</translation>
        </message>
        <message>
            <source>Cancelled on</source>
            <translation>Anulată la</translation>
        </message>
        <message>
            <source>Days left to restore</source>
            <translation>Zile rămase pentru restaurare</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firmă</translation>
        </message>
        <message>
            <source>%1, CIF %2</source>
            <translation>%1, CIF %2</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filtre</translation>
        </message>
        <message>
            <source>none: all invoices</source>
            <translation>niciunul: toate facturile</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Ordine</translation>
        </message>
        <message>
            <source>Age of the data</source>
            <translation>Vechimea datelor</translation>
        </message>
        <message>
            <source>Written on</source>
            <translation>Scris la</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Program</translation>
        </message>
        <message>
            <source>local copy, never completely downloaded</source>
            <translation>copie locală, niciodată descărcată complet</translation>
        </message>
        <message>
            <source>data of %1, local copy</source>
            <translation>date la %1, copie locală</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>Discul este plin.</translation>
        </message>
        <message>
            <source>Nothing was written. Make room or choose another place, then save again.</source>
            <translation>Nu s-a scris nimic. Eliberați spațiu sau alegeți alt loc, apoi salvați din nou.</translation>
        </message>
        <message>
            <source>This folder may not be written to.</source>
            <translation>Nu aveți dreptul să scrieți în acest dosar.</translation>
        </message>
        <message>
            <source>Choose another place.</source>
            <translation>Alegeți alt loc.</translation>
        </message>
        <message>
            <source>A file of this name is in use or protected.</source>
            <translation>Un fișier cu acest nume este deschis în alt program sau protejat.</translation>
        </message>
        <message>
            <source>Close it in Excel, or choose another name. The file is as it was.</source>
            <translation>Închideți-l în Excel sau alegeți alt nume. Fișierul a rămas cum era.</translation>
        </message>
        <message>
            <source>This folder does not exist.</source>
            <translation>Acest dosar nu există.</translation>
        </message>
        <message>
            <source>The file cannot have this name.</source>
            <translation>Fișierul nu poate avea acest nume.</translation>
        </message>
        <message>
            <source>Choose another name.</source>
            <translation>Alegeți alt nume.</translation>
        </message>
        <message>
            <source>The file could not be written.</source>
            <translation>Fișierul nu s-a putut scrie.</translation>
        </message>
        <message>
            <source>Nothing was changed. Choose another place, or try again.</source>
            <translation>Nu s-a schimbat nimic. Alegeți alt loc sau încercați din nou.</translation>
        </message>
    </context>
    <context>
        <name>FaultWindow</name>
                <message>
            <source>What happened</source>
            <translation>Ce s-a întâmplat</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Copiază</translation>
        </message>
        <message>
            <source>&amp;Diagnostics…</source>
            <translation>&amp;Diagnostic…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>Before you repeat an act, refresh the list and look at the invoice.</source>
            <translation>Înainte de a repeta o operațiune, actualizați lista și verificați factura.</translation>
        </message>
        <message>
            <source>For whoever supports the program. Names, amounts and texts of invoices are left out.</source>
            <translation>Pentru cine asigură asistența. Numele, sumele și textele facturilor sunt omise.</translation>
        </message>
        <message numerus="yes">
            <source>The program met %Ln fault(s). Nothing that you typed was lost.</source>
            <translation>
                <numerusform>Programul a întâlnit o eroare. Nimic din ce ați scris nu s-a pierdut.</numerusform>
                <numerusform>Programul a întâlnit %Ln erori. Nimic din ce ați scris nu s-a pierdut.</numerusform>
                <numerusform>Programul a întâlnit %Ln de erori. Nimic din ce ați scris nu s-a pierdut.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Figures</name>
                <message>
            <source>d MMM yyyy</source>
            <comment>date pattern of Qt</comment>
            <translation>dd.MM.yyyy</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>chiar acum</translation>
        </message>
        <message numerus="yes">
            <source>%n second(s) ago</source>
            <translation>
                <numerusform>acum o secundă</numerusform>
                <numerusform>acum %n secunde</numerusform>
                <numerusform>acum %n de secunde</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) ago</source>
            <translation>
                <numerusform>acum un minut</numerusform>
                <numerusform>acum %n minute</numerusform>
                <numerusform>acum %n de minute</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>acum o oră</numerusform>
                <numerusform>acum %n ore</numerusform>
                <numerusform>acum %n de ore</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
                <message>
            <source>Search (Ctrl+F)</source>
            <translation>Caută (Ctrl+F)</translation>
        </message>
        <message>
            <source>Search number, client, CIF, amount or reason</source>
            <translation>Căutați număr, client, CIF, sumă sau motiv</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filtre</translation>
        </message>
        <message>
            <source>from %1</source>
            <translation>de la %1</translation>
        </message>
        <message>
            <source>until %1</source>
            <translation>până la %1</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Stare</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>Sens</translation>
        </message>
        <message>
            <source>Both</source>
            <translation>Ambele</translation>
        </message>
        <message>
            <source>Issue date</source>
            <translation>Data emiterii</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Moneda</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Toate</translation>
        </message>
        <message>
            <source>Search in one field</source>
            <translation>Caută într-un singur câmp</translation>
        </message>
        <message>
            <source>Save this view…</source>
            <translation>Salvează vizualizarea…</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Golește filtrele</translation>
        </message>
        <message>
            <source>This month</source>
            <translation>Luna aceasta</translation>
        </message>
        <message>
            <source>Last month</source>
            <translation>Luna trecută</translation>
        </message>
        <message>
            <source>Last 90 days</source>
            <translation>Ultimele 90 de zile</translation>
        </message>
        <message>
            <source>This year</source>
            <translation>Anul acesta</translation>
        </message>
        <message>
            <source>Last year</source>
            <translation>Anul trecut</translation>
        </message>
        <message>
            <source>Any date</source>
            <translation>Orice dată</translation>
        </message>
    </context>
    <context>
        <name>FindingWords</name>
                <message>
            <source>ANAF</source>
            <translation>ANAF</translation>
        </message>
        <message>
            <source>Storno invoices</source>
            <translation>Facturi storno</translation>
        </message>
        <message>
            <source>Payments</source>
            <translation>Plăți</translation>
        </message>
        <message>
            <source>Time limit</source>
            <translation>Termen</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>Serie</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>Payment link</source>
            <translation>Link de plată</translation>
        </message>
        <message>
            <source>SPV</source>
            <translation>SPV</translation>
        </message>
        <message>
            <source>Earlier restore</source>
            <translation>Restaurări anterioare</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Stare</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>Emitent</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firmă</translation>
        </message>
        <message>
            <source>Read-only</source>
            <translation>Doar citire</translation>
        </message>
        <message>
            <source>Your rights</source>
            <translation>Drepturi</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Sesiune</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Permis</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>Avertisment</translation>
        </message>
        <message>
            <source>Blocks</source>
            <translation>Blochează</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Necunoscut</translation>
        </message>
        <message>
            <source>Checking</source>
            <translation>Se verifică</translation>
        </message>
        <message numerus="yes">
            <source>Take note of %n warning(s) first.</source>
            <translation>
                <numerusform>Luați întâi la cunoștință %n avertisment.</numerusform>
                <numerusform>Luați întâi la cunoștință %n avertismente.</numerusform>
                <numerusform>Luați întâi la cunoștință %n de avertismente.</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancelling is stopped until they are.</source>
            <translation>Până la verificare, anularea este oprită.</translation>
        </message>
        <message>
            <source>Restoring is stopped until they are.</source>
            <translation>Până la verificare, restaurarea este oprită.</translation>
        </message>
        <message>
            <source>Correct it and send it again.</source>
            <translation>Corectați-o și retrimiteți-o.</translation>
        </message>
        <message>
            <source>Nothing is left to do. If that was a mistake, restore it.</source>
            <translation>Nu mai este nimic de făcut. Dacă a fost o greșeală, restaurați-o.</translation>
        </message>
        <message>
            <source>It is reversed already; nothing is left to do.</source>
            <translation>Este deja stornată; nu mai este nimic de făcut.</translation>
        </message>
        <message>
            <source>Use a storno invoice.</source>
            <translation>Folosiți factura storno.</translation>
        </message>
        <message>
            <source>Only drafts and issued invoices can be cancelled. Use a storno invoice.</source>
            <translation>Se pot anula doar ciornele și facturile emise. Folosiți factura storno.</translation>
        </message>
        <message>
            <source>Only drafts and issued invoices can be cancelled.</source>
            <translation>Se pot anula doar ciornele și facturile emise.</translation>
        </message>
        <message>
            <source>Stop the sending in Storno.ro and check again; once ANAF has it, use a storno invoice.</source>
            <translation>Opriți trimiterea în Storno.ro și verificați din nou; dacă a ajuns la ANAF, folosiți factura storno.</translation>
        </message>
        <message>
            <source>Cannot be cancelled: use a storno invoice.</source>
            <translation>Nu se poate anula: folosiți factura storno.</translation>
        </message>
        <message>
            <source>Issuing it would change the cancelled invoice's status. Delete it first.</source>
            <translation>Emiterea ei ar schimba starea facturii anulate. Ștergeți-o întâi.</translation>
        </message>
        <message>
            <source>It is reversed already: cancelling it too would be wrong.</source>
            <translation>Este deja stornată: ar fi greșit să fie și anulată.</translation>
        </message>
        <message>
            <source>Use a storno invoice; or, if the payment was entered by mistake, delete it in Storno.ro and check again.</source>
            <translation>Folosiți factura storno; dacă plata a fost înregistrată din greșeală, ștergeți-o în Storno.ro și verificați din nou.</translation>
        </message>
        <message>
            <source>Only your own invoices can be cancelled. Ask the supplier for a storno.</source>
            <translation>Se pot anula doar facturile proprii. Cereți furnizorului o factură storno.</translation>
        </message>
        <message>
            <source>It must not become a draft again: make a new invoice.</source>
            <translation>Nu mai poate deveni ciornă: emiteți o factură nouă.</translation>
        </message>
        <message>
            <source>Delete the storno draft in Storno.ro, then check again.</source>
            <translation>Ștergeți ciorna storno în Storno.ro, apoi verificați din nou.</translation>
        </message>
        <message>
            <source>It is reversed: make a new invoice.</source>
            <translation>Este stornată: emiteți o factură nouă.</translation>
        </message>
        <message>
            <source>Delete the payment in Storno.ro, then check again; or make a new invoice.</source>
            <translation>Ștergeți plata în Storno.ro, apoi verificați din nou; sau emiteți o factură nouă.</translation>
        </message>
        <message>
            <source>Make a new invoice.</source>
            <translation>Emiteți o factură nouă.</translation>
        </message>
        <message>
            <source>Only cancelled invoices can be restored.</source>
            <translation>Se pot restaura doar facturile anulate.</translation>
        </message>
        <message>
            <source>Only your own invoices can be restored.</source>
            <translation>Se pot restaura doar facturile proprii.</translation>
        </message>
        <message>
            <source>Nothing was sent. Select that company first.</source>
            <translation>Nu am trimis nimic. Selectați întâi acea firmă.</translation>
        </message>
        <message>
            <source>Ask the owner of the Storno account about its subscription.</source>
            <translation>Întrebați proprietarul contului Storno despre abonament.</translation>
        </message>
        <message>
            <source>Ask your administrator for it.</source>
            <translation>Cereți-l administratorului.</translation>
        </message>
        <message>
            <source>Sign in with your own account.</source>
            <translation>Autentificați-vă cu contul dumneavoastră.</translation>
        </message>
        <message>
            <source>Public link</source>
            <translation>Link public</translation>
        </message>
        <message>
            <source>The storno is stopped until they are.</source>
            <translation>Până la verificare, stornarea este oprită.</translation>
        </message>
        <message>
            <source>Closing is stopped until they are.</source>
            <translation>Până la verificare, închiderea este oprită.</translation>
        </message>
        <message>
            <source>A draft is corrected or deleted as it stands.</source>
            <translation>O ciornă se corectează sau se șterge direct.</translation>
        </message>
        <message>
            <source>The server reverses issued invoices only. Make the storno in Storno.ro.</source>
            <translation>Serverul stornează doar facturi emise. Faceți stornarea în Storno.ro.</translation>
        </message>
        <message>
            <source>A storno is not reversed again.</source>
            <translation>O factură storno nu se stornează.</translation>
        </message>
        <message>
            <source>A second one is not made: go on with that draft in Storno.ro.</source>
            <translation>A doua nu se face: continuați cu acea ciornă în Storno.ro.</translation>
        </message>
        <message>
            <source>A second one is not made.</source>
            <translation>A doua nu se face.</translation>
        </message>
        <message>
            <source>Ask the supplier for a storno.</source>
            <translation>Cereți furnizorului o factură storno.</translation>
        </message>
        <message>
            <source>Nothing is left to do.</source>
            <translation>Nu mai este nimic de făcut.</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motiv</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Număr</translation>
        </message>
        <message>
            <source>invoice</source>
            <translation>factura</translation>
        </message>
        <message>
            <source>history</source>
            <translation>istoricul</translation>
        </message>
        <message>
            <source>payments</source>
            <translation>plățile</translation>
        </message>
        <message>
            <source>e-mails</source>
            <translation>e-mailurile</translation>
        </message>
        <message>
            <source>links</source>
            <translation>linkurile</translation>
        </message>
        <message>
            <source>transmissions</source>
            <translation>transmiterile</translation>
        </message>
        <message>
            <source>series</source>
            <translation>seriile</translation>
        </message>
        <message>
            <source>storno invoices</source>
            <translation>facturile storno</translation>
        </message>
        <message>
            <source>company</source>
            <translation>firma</translation>
        </message>
        <message>
            <source>account</source>
            <translation>contul</translation>
        </message>
        <message>
            <source>your answer</source>
            <translation>răspunsul dumneavoastră</translation>
        </message>
    </context>
    <context>
        <name>FindingsView</name>
                <message>
            <source>Rule</source>
            <translation>Regulă</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Rezultat</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>Dovadă</translation>
        </message>
        <message>
            <source>Read at</source>
            <translation>Citit la</translation>
        </message>
        <message>
            <source>I have taken note of this</source>
            <translation>Am luat la cunoștință</translation>
        </message>
        <message>
            <source>Check this again</source>
            <translation>Verifică din nou acest punct</translation>
        </message>
    </context>
    <context>
        <name>FixedNote</name>
                <message>
            <source>Set by your organisation</source>
            <translation>Stabilit de organizația dumneavoastră</translation>
        </message>
    </context>
    <context>
        <name>FormerNumbers</name>
                <message>
            <source>Show %1</source>
            <translation>Arată %1</translation>
        </message>
        <message>
            <source>%1 is no longer on the server, as was noticed on %2. Last known: %3.</source>
            <translation>%1 nu mai este pe server; s-a observat la %2. Ultimele date cunoscute: %3.</translation>
        </message>
        <message>
            <source>%1 has another number now: %2, as was noticed on %3. Last known: %4.</source>
            <translation>%1 are acum alt număr: %2; s-a observat la %3. Ultimele date cunoscute: %4.</translation>
        </message>
    </context>
    <context>
        <name>GroundWords</name>
                <message>
            <source>Nothing shows that it was sent to ANAF.</source>
            <translation>Nimic nu arată că a fost trimisă la ANAF.</translation>
        </message>
        <message>
            <source>SPV has it: message %1.</source>
            <translation>Este în SPV: mesajul %1.</translation>
        </message>
        <message>
            <source>Its status at ANAF is “%1”.</source>
            <translation>Starea la ANAF este „%1”.</translation>
        </message>
        <message>
            <source>Its status at ANAF is not known to this program: “%1”.</source>
            <translation>Programul nu cunoaște starea de la ANAF: „%1”.</translation>
        </message>
        <message>
            <source>Sent to ANAF, upload %1.</source>
            <translation>Trimisă la ANAF, încărcarea %1.</translation>
        </message>
        <message>
            <source>ANAF has answered, download %1.</source>
            <translation>ANAF a răspuns, descărcarea %1.</translation>
        </message>
        <message>
            <source>History: %1.</source>
            <translation>Istoric: %1.</translation>
        </message>
        <message>
            <source>History: %1, %2.</source>
            <translation>Istoric: %1, %2.</translation>
        </message>
        <message>
            <source>Sent to %1, status “%2”.</source>
            <translation>Trimisă la %1, stare „%2”.</translation>
        </message>
        <message>
            <source>Sent to %1, status “%2”, %3.</source>
            <translation>Trimisă la %1, stare „%2”, %3.</translation>
        </message>
        <message>
            <source>A transmission has a status not known to this program: “%1”.</source>
            <translation>O transmitere are o stare necunoscută programului: „%1”.</translation>
        </message>
        <message>
            <source>Your account may not read the transmissions to ANAF; all else shows that there was none.</source>
            <translation>Contul dumneavoastră nu poate citi transmiterile la ANAF; restul arată că nu a fost niciuna.</translation>
        </message>
        <message>
            <source>It is about to be sent to ANAF: %1.</source>
            <translation>Urmează să fie trimisă la ANAF: %1.</translation>
        </message>
        <message>
            <source>Not sent to ANAF yet; scheduled for %1.</source>
            <translation>Încă netrimisă la ANAF; programată pentru %1.</translation>
        </message>
        <message>
            <source>An e-mail is scheduled for %1.</source>
            <translation>Un e-mail este programat pentru %1.</translation>
        </message>
        <message>
            <source>There is no storno invoice.</source>
            <translation>Nu există factură storno.</translation>
        </message>
        <message>
            <source>There is a storno draft (%1).</source>
            <translation>Există o factură storno în ciornă (%1).</translation>
        </message>
        <message>
            <source>There is a storno invoice (%1).</source>
            <translation>Există o factură storno (%1).</translation>
        </message>
        <message>
            <source>The storno invoice %1 is cancelled.</source>
            <translation>Factura storno %1 este anulată.</translation>
        </message>
        <message>
            <source>The history shows a storno, but the invoice names none.</source>
            <translation>Istoricul arată o stornare, dar factura nu indică niciuna.</translation>
        </message>
        <message>
            <source>The history shows a storno on %1, but the invoice names none.</source>
            <translation>Istoricul arată o stornare la %1, dar factura nu indică niciuna.</translation>
        </message>
        <message>
            <source>Nothing has been paid.</source>
            <translation>Nu există plăți.</translation>
        </message>
        <message>
            <source>There is a payment of %1.</source>
            <translation>Există o plată de %1.</translation>
        </message>
        <message>
            <source>%1 count as paid.</source>
            <translation>%1 figurează ca plătiți.</translation>
        </message>
        <message>
            <source>The server does not tell how much has been paid.</source>
            <translation>Serverul nu spune cât s-a plătit.</translation>
        </message>
        <message>
            <source>It counts as paid since %1.</source>
            <translation>Figurează ca plătită din %1.</translation>
        </message>
        <message numerus="yes">
            <source>The invoice speaks of %n payment(s), the list shows none.</source>
            <translation>
                <numerusform>Factura indică %n plată, lista nu arată niciuna.</numerusform>
                <numerusform>Factura indică %n plăți, lista nu arată niciuna.</numerusform>
                <numerusform>Factura indică %n de plăți, lista nu arată niciuna.</numerusform>
            </translation>
        </message>
        <message>
            <source>Series %1 is in use.</source>
            <translation>Seria %1 este activă.</translation>
        </message>
        <message>
            <source>Series %1 is switched off.</source>
            <translation>Seria %1 este dezactivată.</translation>
        </message>
        <message>
            <source>The invoice has no series any more.</source>
            <translation>Factura nu mai are serie.</translation>
        </message>
        <message>
            <source>Series %1 does not exist any more.</source>
            <translation>Seria %1 nu mai există.</translation>
        </message>
        <message>
            <source>It was never issued: the series gives it a number then.</source>
            <translation>Nu a fost emisă niciodată: primește număr la emitere.</translation>
        </message>
        <message>
            <source>SPV was last read on %1, after the cancellation.</source>
            <translation>SPV a fost citit la %1, după anulare.</translation>
        </message>
        <message>
            <source>SPV has not been read since the cancellation.</source>
            <translation>SPV nu a mai fost citit de la anulare.</translation>
        </message>
        <message>
            <source>SPV has not been read since the cancellation; last on %1.</source>
            <translation>SPV nu a mai fost citit de la anulare; ultima dată la %1.</translation>
        </message>
        <message>
            <source>The company does not use SPV.</source>
            <translation>Firma nu folosește SPV.</translation>
        </message>
        <message>
            <source>It has not been restored before.</source>
            <translation>Nu a mai fost restaurată.</translation>
        </message>
        <message>
            <source>Restored before: %1, %2.</source>
            <translation>A mai fost restaurată: %1, %2.</translation>
        </message>
        <message>
            <source>Day %1 of %2.</source>
            <translation>Ziua %1 din %2.</translation>
        </message>
        <message>
            <source>Day %1 of %2: among the last ones.</source>
            <translation>Ziua %1 din %2: printre ultimele.</translation>
        </message>
        <message>
            <source>Day %1; only %2 are allowed.</source>
            <translation>Ziua %1; sunt permise doar %2.</translation>
        </message>
        <message>
            <source>Cancelled on %1.</source>
            <translation>Anulată la %1.</translation>
        </message>
        <message>
            <source>The server does not tell when it was cancelled.</source>
            <translation>Serverul nu spune când a fost anulată.</translation>
        </message>
        <message>
            <source>The date of the cancellation, %1, lies in the future.</source>
            <translation>Data anulării, %1, este în viitor.</translation>
        </message>
        <message>
            <source>The history gives another date: %1.</source>
            <translation>Istoricul dă altă dată: %1.</translation>
        </message>
        <message>
            <source>Counted by this computer's clock: the server did not tell the time.</source>
            <translation>Calculat după ceasul acestui calculator: serverul nu a spus ora.</translation>
        </message>
        <message>
            <source>No e-mail went out and no link was viewed.</source>
            <translation>Niciun e-mail trimis, niciun link vizualizat.</translation>
        </message>
        <message>
            <source>Mailed to %1 (%2).</source>
            <translation>Trimisă pe e-mail la %1 (%2).</translation>
        </message>
        <message>
            <source>Mailed to %1 (%2) on %3.</source>
            <translation>Trimisă pe e-mail la %1 (%2) pe %3.</translation>
        </message>
        <message>
            <source>The e-mail was opened on %1.</source>
            <translation>E-mailul a fost deschis pe %1.</translation>
        </message>
        <message>
            <source>The e-mail to %1 was not delivered.</source>
            <translation>E-mailul către %1 nu a fost livrat.</translation>
        </message>
        <message numerus="yes">
            <source>The link was viewed %n time(s).</source>
            <translation>
                <numerusform>Linkul a fost vizualizat o dată.</numerusform>
                <numerusform>Linkul a fost vizualizat de %n ori.</numerusform>
                <numerusform>Linkul a fost vizualizat de %n de ori.</numerusform>
            </translation>
        </message>
        <message>
            <source>Last on %1.</source>
            <translation>Ultima dată pe %1.</translation>
        </message>
        <message>
            <source>You say that it reached the client.</source>
            <translation>Ați indicat că a ajuns la client.</translation>
        </message>
        <message>
            <source>You do not know whether it reached the client.</source>
            <translation>Ați indicat că nu știți dacă a ajuns la client.</translation>
        </message>
        <message>
            <source>You say that it did not reach the client another way.</source>
            <translation>Ați indicat că nu a ajuns la client pe altă cale.</translation>
        </message>
        <message>
            <source>No payment link is active.</source>
            <translation>Niciun link de plată activ.</translation>
        </message>
        <message>
            <source>The payment link is active; the client could still pay after cancelling.</source>
            <translation>Linkul de plată este activ; clientul poate plăti și după anulare.</translation>
        </message>
        <message>
            <source>Its status is “%1”.</source>
            <translation>Starea este „%1”.</translation>
        </message>
        <message>
            <source>Rejected by ANAF: cannot be cancelled.</source>
            <translation>Respinsă de ANAF: nu se poate anula.</translation>
        </message>
        <message>
            <source>The company issued it itself.</source>
            <translation>Este emisă de firmă.</translation>
        </message>
        <message>
            <source>It is a supplier's invoice.</source>
            <translation>Este factura unui furnizor.</translation>
        </message>
        <message>
            <source>The server does not tell who issued it.</source>
            <translation>Serverul nu spune cine a emis-o.</translation>
        </message>
        <message>
            <source>It belongs to the selected company.</source>
            <translation>Aparține firmei selectate.</translation>
        </message>
        <message>
            <source>The invoice belongs to another company than the one selected: %1.</source>
            <translation>Factura aparține altei firme decât cea selectată: %1.</translation>
        </message>
        <message>
            <source>The issuer's fiscal code is missing, so the company cannot be compared.</source>
            <translation>Lipsește codul fiscal al emitentului, deci firma nu se poate compara.</translation>
        </message>
        <message>
            <source>The company can be changed.</source>
            <translation>Firma poate fi modificată.</translation>
        </message>
        <message>
            <source>The company is read-only.</source>
            <translation>Firma este doar pentru citire.</translation>
        </message>
        <message>
            <source>Your account has the right %1.</source>
            <translation>Contul dumneavoastră are dreptul %1.</translation>
        </message>
        <message>
            <source>Your account does not have the right %1.</source>
            <translation>Contul dumneavoastră nu are dreptul %1.</translation>
        </message>
        <message>
            <source>Your account has the right %1, this sign-in with the browser does not.</source>
            <translation>Contul dumneavoastră are dreptul %1, dar această autentificare prin browser nu îl are.</translation>
        </message>
        <message>
            <source>Whether you have the right %1 cannot be read. The server decides.</source>
            <translation>Nu se poate citi dacă aveți dreptul %1. Decide serverul.</translation>
        </message>
        <message>
            <source>You are signed in as yourself.</source>
            <translation>Sunteți autentificat cu contul propriu.</translation>
        </message>
        <message>
            <source>This session acts in another person's name.</source>
            <translation>Această sesiune acționează în numele altei persoane.</translation>
        </message>
        <message>
            <source>The entries of the history could not be checked (%1).</source>
            <translation>Nu am putut verifica istoricul (%1).</translation>
        </message>
        <message>
            <source>Payments could not be checked (%1).</source>
            <translation>Nu am putut verifica plățile (%1).</translation>
        </message>
        <message>
            <source>E-mails could not be checked (%1).</source>
            <translation>Nu am putut verifica e-mailurile (%1).</translation>
        </message>
        <message>
            <source>Links could not be checked (%1).</source>
            <translation>Nu am putut verifica linkurile (%1).</translation>
        </message>
        <message>
            <source>Transmissions to ANAF could not be checked (%1).</source>
            <translation>Nu am putut verifica transmiterile la ANAF (%1).</translation>
        </message>
        <message>
            <source>The series could not be checked (%1).</source>
            <translation>Nu am putut verifica seriile (%1).</translation>
        </message>
        <message>
            <source>Storno invoices could not be checked (%1).</source>
            <translation>Nu am putut verifica facturile storno (%1).</translation>
        </message>
        <message>
            <source>The company's data could not be checked (%1).</source>
            <translation>Nu am putut verifica datele firmei (%1).</translation>
        </message>
        <message>
            <source>Your rights could not be checked (%1).</source>
            <translation>Nu am putut verifica drepturile (%1).</translation>
        </message>
        <message>
            <source>The invoice's data could not be checked (%1).</source>
            <translation>Nu am putut verifica datele facturii (%1).</translation>
        </message>
        <message>
            <source>the answer leaves it out</source>
            <translation>lipsește din răspuns</translation>
        </message>
        <message>
            <source>no connection</source>
            <translation>fără conexiune</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>fără răspuns la timp</translation>
        </message>
        <message>
            <source>certificate not trusted</source>
            <translation>certificat neacceptat</translation>
        </message>
        <message>
            <source>stopped by the proxy</source>
            <translation>oprit de proxy</translation>
        </message>
        <message>
            <source>the session has ended</source>
            <translation>sesiunea a expirat</translation>
        </message>
        <message>
            <source>no permission</source>
            <translation>fără drept</translation>
        </message>
        <message>
            <source>not connected yet</source>
            <translation>încă neconectat</translation>
        </message>
        <message>
            <source>the account is not active</source>
            <translation>contul nu este activ</translation>
        </message>
        <message>
            <source>the server does not have it</source>
            <translation>nu există pe server</translation>
        </message>
        <message>
            <source>the server refused</source>
            <translation>serverul a refuzat</translation>
        </message>
        <message>
            <source>not in the subscription</source>
            <translation>neinclus în abonament</translation>
        </message>
        <message>
            <source>this program is too old</source>
            <translation>program prea vechi</translation>
        </message>
        <message>
            <source>too many requests</source>
            <translation>prea multe cereri</translation>
        </message>
        <message>
            <source>server fault</source>
            <translation>eroare de server</translation>
        </message>
        <message>
            <source>answer not understood</source>
            <translation>răspuns neînțeles</translation>
        </message>
        <message>
            <source>It is itself a storno invoice.</source>
            <translation>Este ea însăși o factură storno.</translation>
        </message>
        <message>
            <source>It is itself a storno invoice, of %1.</source>
            <translation>Este ea însăși o factură storno, pentru %1.</translation>
        </message>
        <message>
            <source>The link is not open any more.</source>
            <translation>Linkul nu mai este deschis.</translation>
        </message>
        <message numerus="yes">
            <source>%n public link(s) are open.</source>
            <translation>
                <numerusform>%n link public este deschis.</numerusform>
                <numerusform>%n linkuri publice sunt deschise.</numerusform>
                <numerusform>%n de linkuri publice sunt deschise.</numerusform>
            </translation>
        </message>
        <message>
            <source>The supervisor needs the right %1.</source>
            <translation>Supervizorul are nevoie de dreptul %1.</translation>
        </message>
        <message>
            <source>The server does not have it any more.</source>
            <translation>Serverul nu o mai are.</translation>
        </message>
        <message>
            <source>The reason for cancelling is gone from the invoice.</source>
            <translation>Motivul anulării a dispărut de pe factură.</translation>
        </message>
        <message>
            <source>The reason for cancelling is still there: “%1”.</source>
            <translation>Motivul anulării este încă acolo: „%1”.</translation>
        </message>
        <message>
            <source>It is still %1.</source>
            <translation>Este tot %1.</translation>
        </message>
        <message>
            <source>It is %1 now, and was %2.</source>
            <translation>Acum este %1; a fost %2.</translation>
        </message>
    </context>
    <context>
        <name>InvoiceDetailPane</name>
                <message>
            <source>Invoice details</source>
            <translation>Detaliile facturii</translation>
        </message>
        <message>
            <source>Choose an invoice to see its details.</source>
            <translation>Alegeți o factură ca să îi vedeți detaliile.</translation>
        </message>
        <message>
            <source>Close the details</source>
            <translation>Închide detaliile</translation>
        </message>
        <message>
            <source>Read this invoice again</source>
            <translation>Recitește factura</translation>
        </message>
        <message>
            <source>Details not read yet</source>
            <translation>Detaliile nu au fost citite încă</translation>
        </message>
        <message>
            <source>The details could not be read. %1</source>
            <translation>Detaliile nu au putut fi citite. %1</translation>
        </message>
        <message>
            <source>From the local copy: %1</source>
            <translation>Din copia locală: %1</translation>
        </message>
        <message>
            <source>Read on the server: %1</source>
            <translation>Citită de pe server: %1</translation>
        </message>
        <message>
            <source>CIF %1</source>
            <translation>CIF %1</translation>
        </message>
        <message>
            <source>issued on %1</source>
            <translation>emisă la %1</translation>
        </message>
        <message>
            <source>due on %1</source>
            <translation>scadentă la %1</translation>
        </message>
        <message>
            <source>Void: not counted in any sum.</source>
            <translation>Fără valoare: nu intră în nicio sumă.</translation>
        </message>
        <message>
            <source>Paid %1, to be paid %2</source>
            <translation>Plătit %1, rest de plată %2</translation>
        </message>
        <message>
            <source>Not downloaded: the details open when the server can be asked.</source>
            <translation>Nedescărcat: detaliile se deschid când serverul poate fi întrebat.</translation>
        </message>
        <message>
            <source>Details not downloaded</source>
            <translation>Detalii nedescărcate</translation>
        </message>
        <message>
            <source>Changed since you opened it</source>
            <translation>S-a modificat de când ați deschis-o</translation>
        </message>
        <message>
            <source>Changed since the local copy of %1</source>
            <translation>S-a modificat față de copia locală din %1</translation>
        </message>
        <message>
            <source>Noticed on %1.</source>
            <translation>Constatat la %1.</translation>
        </message>
        <message>
            <source>By %1 on %2.</source>
            <translation>De %1, la %2.</translation>
        </message>
        <message>
            <source>Changed on %1.</source>
            <translation>Modificată la %1.</translation>
        </message>
    </context>
    <context>
        <name>InvoiceDifference</name>
                <message>
            <source>Other data of the invoice changed.</source>
            <translation>S-au schimbat alte date ale facturii.</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Stare</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Număr</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Plătit</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>Sold</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>Client's CIF</source>
            <translation>CIF client</translation>
        </message>
        <message>
            <source>Issue date</source>
            <translation>Data emiterii</translation>
        </message>
        <message>
            <source>Due date</source>
            <translation>Scadența</translation>
        </message>
        <message>
            <source>Paid on</source>
            <translation>Plătită la</translation>
        </message>
        <message>
            <source>Cancelled on</source>
            <translation>Anulată la</translation>
        </message>
        <message>
            <source>Scheduled for SPV</source>
            <translation>Programată în SPV</translation>
        </message>
        <message>
            <source>Scheduled e-mail</source>
            <translation>E-mail programat</translation>
        </message>
        <message>
            <source>Status at ANAF</source>
            <translation>Stare la ANAF</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>Poziții</translation>
        </message>
        <message>
            <source>The lines of the invoice changed.</source>
            <translation>Pozițiile facturii s-au schimbat.</translation>
        </message>
        <message>
            <source>Storno</source>
            <translation>Storno</translation>
        </message>
        <message>
            <source>Payments</source>
            <translation>Plăți</translation>
        </message>
        <message>
            <source>none</source>
            <comment>payments</comment>
            <translation>niciuna</translation>
        </message>
    </context>
    <context>
        <name>InvoiceFacts</name>
                <message>
            <source>Check again</source>
            <translation>Verifică din nou</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Issue date</source>
            <translation>Data emiterii</translation>
        </message>
        <message>
            <source>Checked on the server</source>
            <translation>Verificat pe server</translation>
        </message>
        <message>
            <source>checking …</source>
            <translation>se verifică …</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>încă nu</translation>
        </message>
    </context>
    <context>
        <name>InvoiceListPage</name>
                <message>
            <source>Invoices</source>
            <translation>Facturi</translation>
        </message>
        <message>
            <source>No invoices match these filters.</source>
            <translation>Nicio factură pentru filtrele alese.</translation>
        </message>
        <message>
            <source>This company has no invoices yet.</source>
            <translation>Firma nu are încă facturi.</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Golește filtrele</translation>
        </message>
        <message numerus="yes">
            <source>%Ln invoice(s)</source>
            <translation>
                <numerusform>o factură</numerusform>
                <numerusform>%Ln facturi</numerusform>
                <numerusform>%Ln de facturi</numerusform>
            </translation>
        </message>
        <message>
            <source>Total without cancelled: %1</source>
            <translation>Total fără anulate: %1</translation>
        </message>
    </context>
    <context>
        <name>InvoiceRecord</name>
                <message>
            <source>Cancellation</source>
            <translation>Anulare</translation>
        </message>
        <message>
            <source>Cancelled on</source>
            <translation>Anulată la</translation>
        </message>
        <message>
            <source>By</source>
            <translation>De către</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>necunoscut</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motiv</translation>
        </message>
        <message>
            <source>no reason was given</source>
            <translation>nu s-a dat niciun motiv</translation>
        </message>
        <message>
            <source>It was before</source>
            <translation>Înainte era</translation>
        </message>
        <message>
            <source>a draft</source>
            <translation>ciornă</translation>
        </message>
        <message>
            <source>issued</source>
            <translation>emisă</translation>
        </message>
        <message>
            <source>ANAF</source>
            <translation>ANAF</translation>
        </message>
        <message>
            <source>Status at ANAF</source>
            <translation>Starea la ANAF</translation>
        </message>
        <message>
            <source>Upload index</source>
            <translation>Index încărcare</translation>
        </message>
        <message>
            <source>SPV message</source>
            <translation>Mesaj SPV</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Eroare</translation>
        </message>
        <message>
            <source>Sending planned for</source>
            <translation>Trimitere programată</translation>
        </message>
        <message>
            <source>Amounts</source>
            <translation>Sume</translation>
        </message>
        <message>
            <source>Without VAT</source>
            <translation>Fără TVA</translation>
        </message>
        <message>
            <source>VAT</source>
            <translation>TVA</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Exchange rate</source>
            <translation>Curs valutar</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>O poziție</numerusform>
                <numerusform>%n poziții</numerusform>
                <numerusform>%n de poziții</numerusform>
            </translation>
        </message>
        <message>
            <source>VAT %1%</source>
            <translation>TVA %1%</translation>
        </message>
        <message>
            <source>Payments</source>
            <translation>Plăți</translation>
        </message>
        <message>
            <source>No payment recorded</source>
            <translation>Nicio plată înregistrată</translation>
        </message>
        <message>
            <source>Linked documents</source>
            <translation>Documente legate</translation>
        </message>
        <message>
            <source>original invoice</source>
            <translation>factura inițială</translation>
        </message>
        <message>
            <source>Reverses %1</source>
            <translation>Stornează %1</translation>
        </message>
        <message>
            <source>Storno %1 (%2)</source>
            <translation>Storno %1 (%2)</translation>
        </message>
        <message>
            <source>Sent to the client</source>
            <translation>Trimisă clientului</translation>
        </message>
        <message>
            <source>opened on %1</source>
            <translation>deschis la %1</translation>
        </message>
        <message numerus="yes">
            <source>Link opened %n time(s)</source>
            <translation>
                <numerusform>Link deschis o dată</numerusform>
                <numerusform>Link deschis de %n ori</numerusform>
                <numerusform>Link deschis de %n de ori</numerusform>
            </translation>
        </message>
        <message>
            <source>Active link, never opened</source>
            <translation>Link activ, nedeschis</translation>
        </message>
        <message>
            <source>No e-mail and no opened link known to Storno</source>
            <translation>Storno nu știe de niciun e-mail și de niciun link deschis</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Istoric</translation>
        </message>
        <message>
            <source>Could not be read. %1</source>
            <translation>Nu s-a putut citi. %1</translation>
        </message>
        <message>
            <source>Not downloaded</source>
            <translation>Nedescărcat</translation>
        </message>
        <message>
            <source>Not downloaded. %1</source>
            <translation>Nedescărcat. %1</translation>
        </message>
        <message>
            <source>%1 · local copy</source>
            <translation>%1 · copie locală</translation>
        </message>
        <message>
            <source>From the local copy: %1</source>
            <translation>Din copia locală: %1</translation>
        </message>
        <message>
            <source>Read on the server: %1</source>
            <translation>Citit de pe server: %1</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>Poziții</translation>
        </message>
        <message>
            <source>E-mails</source>
            <translation>E-mailuri</translation>
        </message>
        <message>
            <source>Links</source>
            <translation>Linkuri</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>Serie</translation>
        </message>
        <message>
            <source>%1, next number %2</source>
            <translation>%1, numărul următor %2</translation>
        </message>
    </context>
    <context>
        <name>InvoiceSheet</name>
                <message>
            <source>Page %1 of %2</source>
            <translation>Pagina %1 din %2</translation>
        </message>
        <message>
            <source>Invoice %1</source>
            <translation>Factura %1</translation>
        </message>
        <message>
            <source>local copy, age not known</source>
            <translation>copie locală, vechime necunoscută</translation>
        </message>
        <message>
            <source>Data of %1, local copy</source>
            <translation>Date la %1, copie locală</translation>
        </message>
        <message>
            <source>printed %1</source>
            <translation>tipărit la %1</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Stare</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firmă</translation>
        </message>
        <message>
            <source>%1, CIF %2</source>
            <translation>%1, CIF %2</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Furnizor</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>CIF</source>
            <translation>CIF</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresa</translation>
        </message>
        <message>
            <source>Issue date</source>
            <translation>Data emiterii</translation>
        </message>
        <message>
            <source>Due date</source>
            <translation>Scadența</translation>
        </message>
        <message>
            <source>Total: %1</source>
            <translation>Total: %1</translation>
        </message>
        <message>
            <source>Void: not counted in any sum.</source>
            <translation>Fără valoare: nu intră în nicio sumă.</translation>
        </message>
        <message>
            <source>Cancellation</source>
            <translation>Anulare</translation>
        </message>
        <message>
            <source>Cancelled on</source>
            <translation>Anulată la</translation>
        </message>
        <message>
            <source>By</source>
            <translation>De către</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>necunoscut</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motiv</translation>
        </message>
        <message>
            <source>no reason was given</source>
            <translation>nu s-a dat niciun motiv</translation>
        </message>
        <message>
            <source>Status at ANAF</source>
            <translation>Starea la ANAF</translation>
        </message>
        <message>
            <source>Upload index</source>
            <translation>Index încărcare</translation>
        </message>
        <message>
            <source>SPV message</source>
            <translation>Mesaj SPV</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Eroare</translation>
        </message>
        <message>
            <source>ANAF</source>
            <translation>ANAF</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Descriere</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Cantitate</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preț</translation>
        </message>
        <message>
            <source>VAT</source>
            <translation>TVA</translation>
        </message>
        <message>
            <source>Without VAT</source>
            <translation>Fără TVA</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>Linii</translation>
        </message>
        <message>
            <source>No lines</source>
            <translation>Nicio linie</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Plătit</translation>
        </message>
        <message>
            <source>To be paid</source>
            <translation>De plătit</translation>
        </message>
        <message>
            <source>Exchange rate</source>
            <translation>Curs valutar</translation>
        </message>
        <message>
            <source>Amounts</source>
            <translation>Sume</translation>
        </message>
        <message>
            <source>Payments</source>
            <translation>Plăți</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Data</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Metoda</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Referință</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Suma</translation>
        </message>
        <message>
            <source>No payment recorded</source>
            <translation>Nicio plată înregistrată</translation>
        </message>
        <message>
            <source>Reverses</source>
            <translation>Stornează</translation>
        </message>
        <message>
            <source>original invoice</source>
            <translation>factura inițială</translation>
        </message>
        <message>
            <source>Storno</source>
            <translation>Storno</translation>
        </message>
        <message>
            <source>Linked documents</source>
            <translation>Documente legate</translation>
        </message>
        <message>
            <source>Sent to the client</source>
            <translation>Trimisă clientului</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Când</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Către</translation>
        </message>
        <message>
            <source>No e-mail known to Storno</source>
            <translation>Storno nu știe de niciun e-mail</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Istoric</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Ce</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Could not be read. %1</source>
            <translation>Nu s-a putut citi. %1</translation>
        </message>
        <message>
            <source>Not downloaded</source>
            <translation>Nedescărcat</translation>
        </message>
    </context>
    <context>
        <name>InvoiceTableModel</name>
                <message>
            <source>Received from the server: %1</source>
            <translation>Primită de la server: %1</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Furnizor</translation>
        </message>
        <message>
            <source>Partner</source>
            <translation>Partener</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Număr</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Data</translation>
        </message>
        <message>
            <source>CIF</source>
            <translation>CIF</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Plătit</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Stare</translation>
        </message>
        <message>
            <source>Cancelled on</source>
            <translation>Anulată la</translation>
        </message>
        <message>
            <source>Days left</source>
            <translation>Zile rămase</translation>
        </message>
        <message>
            <source>Outcome unknown</source>
            <translation>Rezultat necunoscut</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>necunoscut</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>depășit</translation>
        </message>
        <message>
            <source>last day</source>
            <translation>ultima zi</translation>
        </message>
        <message>
            <source>Not downloaded</source>
            <translation>Nedescărcat</translation>
        </message>
        <message>
            <source>%1, prepared</source>
            <translation>%1, pregătită</translation>
        </message>
    </context>
    <context>
        <name>JournalDesk</name>
                <message>
            <source>The journal is not open: until it is, nothing can be cancelled or restored.</source>
            <translation>Jurnalul nu este deschis: până atunci nu se poate anula și nu se poate restaura nimic.</translation>
        </message>
        <message>
            <source>Open the journal…</source>
            <translation>Deschide jurnalul…</translation>
        </message>
        <message>
            <source>A journal of all acts was begun on this computer. Keep its recovery code.</source>
            <translation>Pe acest calculator a fost început un jurnal al tuturor operațiunilor. Păstrați codul lui de recuperare.</translation>
        </message>
        <message>
            <source>Show the code…</source>
            <translation>Arată codul…</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>Salvează ca PDF</translation>
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation>Tabel (*.csv)</translation>
        </message>
        <message>
            <source>For programs (*.json)</source>
            <translation>Pentru programe (*.json)</translation>
        </message>
        <message>
            <source>Export the journal</source>
            <translation>Exportă jurnalul</translation>
        </message>
        <message>
            <source>journal</source>
            <translation>jurnal</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Salvat: %1</translation>
        </message>
        <message>
            <source>The file could not be written. Choose another place.</source>
            <translation>Fișierul nu a putut fi scris. Alegeți alt loc.</translation>
        </message>
    </context>
    <context>
        <name>JournalKeyDialog</name>
                <message>
            <source>The journal is not open</source>
            <translation>Jurnalul nu este deschis</translation>
        </message>
        <message>
            <source>Show the passphrase</source>
            <translation>Arată parola</translation>
        </message>
        <message>
            <source>Hide the passphrase</source>
            <translation>Ascunde parola</translation>
        </message>
        <message>
            <source>Begin a &amp;new journal</source>
            <translation>Începe un jurnal &amp;nou</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Nu acum</translation>
        </message>
        <message>
            <source>Begin the journal</source>
            <translation>Începe jurnalul</translation>
        </message>
        <message>
            <source>Open the journal</source>
            <translation>Deschide jurnalul</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Încearcă din nou</translation>
        </message>
        <message>
            <source>Every act is written into an encrypted journal before it is sent. This computer has no keyring for its key: choose a passphrase of at least 12 characters. It is asked once in each run.</source>
            <translation>Fiecare operațiune se scrie într-un jurnal criptat înainte de a fi trimisă. Acest calculator nu are un depozit de parole pentru cheia lui: alegeți o parolă de cel puțin 12 caractere. Este cerută o dată la fiecare pornire.</translation>
        </message>
        <message>
            <source>Type the passphrase of the journal. Until then nothing is cancelled or restored.</source>
            <translation>Scrieți parola jurnalului. Până atunci nu se anulează și nu se restaurează nimic.</translation>
        </message>
        <message>
            <source>There is a journal on this computer, and the keyring does not hold its key. Type its recovery code; or begin a new journal: the earlier one stays where it is, and can be opened with its code.</source>
            <translation>Pe acest calculator există un jurnal, iar depozitul de parole nu îi are cheia. Scrieți codul de recuperare; sau începeți un jurnal nou: cel vechi rămâne la locul lui și poate fi deschis cu codul lui.</translation>
        </message>
        <message>
            <source>The keyring does not answer; it may be locked. Unlock it and try again. Until then nothing is cancelled or restored.</source>
            <translation>Depozitul de parole nu răspunde; poate este blocat. Deblocați-l și încercați din nou. Până atunci nu se anulează și nu se restaurează nimic.</translation>
        </message>
        <message>
            <source>The journal's file is damaged. Ask your administrator for a copy of it; or begin a new journal: the damaged one stays where it is.</source>
            <translation>Fișierul jurnalului este deteriorat. Cereți administratorului o copie; sau începeți un jurnal nou: cel deteriorat rămâne la locul lui.</translation>
        </message>
        <message>
            <source>A newer version of this program wrote the journal. Install that version to act.</source>
            <translation>Jurnalul a fost scris de o versiune mai nouă a programului. Instalați acea versiune ca să puteți lucra.</translation>
        </message>
        <message>
            <source>The disk is full: nothing can be written down, so nothing is sent. Make room.</source>
            <translation>Discul este plin: nu se poate scrie în jurnal, deci nu se trimite nimic. Faceți loc.</translation>
        </message>
        <message>
            <source>The journal's folder may not be written, so nothing is sent. Tell your administrator.</source>
            <translation>În dosarul jurnalului nu se poate scrie, deci nu se trimite nimic. Anunțați administratorul.</translation>
        </message>
        <message>
            <source>Another program holds the journal. Try again in a moment.</source>
            <translation>Alt program folosește jurnalul. Încercați din nou peste o clipă.</translation>
        </message>
        <message>
            <source>That is not the passphrase.</source>
            <translation>Parola nu este cea potrivită.</translation>
        </message>
        <message>
            <source>That is not the code of this journal. Compare it letter by letter.</source>
            <translation>Nu este codul acestui jurnal. Comparați-l literă cu literă.</translation>
        </message>
        <message>
            <source>It still does not open.</source>
            <translation>Tot nu se deschide.</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Parola</translation>
        </message>
        <message>
            <source>The same passphrase again</source>
            <translation>Aceeași parolă, încă o dată</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Codul de recuperare</translation>
        </message>
    </context>
    <context>
        <name>JournalModel</name>
                <message>
            <source>When</source>
            <translation>Când</translation>
        </message>
        <message>
            <source>Act</source>
            <translation>Operațiune</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Factură</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Rezultat</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Cine</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firmă</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motiv</translation>
        </message>
    </context>
    <context>
        <name>JournalWindow</name>
                <message>
            <source>&amp;Verify</source>
            <translation>&amp;Verifică</translation>
        </message>
        <message>
            <source>&amp;Operation sheet…</source>
            <translation>&amp;Fișa operațiunii…</translation>
        </message>
        <message>
            <source>&amp;Export…</source>
            <translation>&amp;Exportă…</translation>
        </message>
        <message>
            <source>&amp;Recovery code…</source>
            <translation>Codul de &amp;recuperare…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>Checking every row…</source>
            <translation>Se verifică fiecare rând…</translation>
        </message>
        <message>
            <source>Without a keyring a cut-off end or an older copy cannot be noticed.</source>
            <translation>Fără un depozit de parole nu se pot observa un sfârșit trunchiat sau o copie mai veche.</translation>
        </message>
        <message>
            <source>%1 Checked at %2.</source>
            <translation>%1 Verificat la %2.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln act(s)</source>
            <translation>
                <numerusform>%Ln operațiune</numerusform>
                <numerusform>%Ln operațiuni</numerusform>
                <numerusform>%Ln de operațiuni</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 of %2 acts</source>
            <translation>%1 din %2 operațiuni</translation>
        </message>
        <message>
            <source>Nothing has been done from this computer yet.</source>
            <translation>De pe acest calculator nu s-a făcut încă nimic.</translation>
        </message>
        <message>
            <source>Search: number, client, person, reason</source>
            <translation>Caută: număr, client, persoană, motiv</translation>
        </message>
        <message>
            <source>Search in the journal</source>
            <translation>Caută în jurnal</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Rezultat</translation>
        </message>
        <message>
            <source>All outcomes</source>
            <translation>Toate rezultatele</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Făcute</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Refuzate</translation>
        </message>
        <message>
            <source>Outcome unknown</source>
            <translation>Rezultat necunoscut</translation>
        </message>
        <message>
            <source>Not done or given up</source>
            <translation>Nefăcute sau abandonate</translation>
        </message>
        <message>
            <source>Acts, newest first</source>
            <translation>Operațiuni, cele mai noi întâi</translation>
        </message>
        <message>
            <source>The chosen act</source>
            <translation>Operațiunea aleasă</translation>
        </message>
        <message>
            <source>Journal of acts</source>
            <translation>Jurnalul operațiunilor</translation>
        </message>
    </context>
    <context>
        <name>KeyPage</name>
                <message>
            <source>Show the key</source>
            <translation>Arată cheia</translation>
        </message>
        <message>
            <source>Hide the key</source>
            <translation>Ascunde cheia</translation>
        </message>
        <message>
            <source>Keys are made on the web. What a key may do cannot be read: every action is offered, and a refusal by the server is explained.</source>
            <translation>Cheile se creează pe web. Drepturile unei chei nu pot fi citite: toate acțiunile sunt oferite, iar un refuz al serverului este explicat.</translation>
        </message>
        <message>
            <source>API ke&amp;y</source>
            <translation>&amp;Cheie API</translation>
        </message>
        <message>
            <source>Type or paste the API key.</source>
            <translation>Scrieți sau lipiți cheia API.</translation>
        </message>
        <message>
            <source>This is no API key. Keys begin with af_ and have no spaces.</source>
            <translation>Aceasta nu este o cheie API. Cheile încep cu af_ și nu au spații.</translation>
        </message>
    </context>
    <context>
        <name>LinkWords</name>
                <message>
            <source>Payment link</source>
            <translation>Link de plată</translation>
        </message>
        <message>
            <source>Link for viewing</source>
            <translation>Link de vizualizare</translation>
        </message>
        <message>
            <source>open until %1</source>
            <translation>deschis până la %1</translation>
        </message>
        <message>
            <source>Whoever has the address still sees the invoice, and can pay it.</source>
            <translation>Cine are adresa vede în continuare factura și o poate plăti.</translation>
        </message>
        <message>
            <source>Whoever has the address still sees the invoice.</source>
            <translation>Cine are adresa vede în continuare factura.</translation>
        </message>
        <message numerus="yes">
            <source>%n public link(s) are still open.</source>
            <translation>
                <numerusform>%n link public este încă deschis.</numerusform>
                <numerusform>%n linkuri publice sunt încă deschise.</numerusform>
                <numerusform>%n de linkuri publice sunt încă deschise.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Close %n link(s)</source>
            <translation>
                <numerusform>Închide %n link</numerusform>
                <numerusform>Închide %n linkuri</numerusform>
                <numerusform>Închide %n de linkuri</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Closing %n public link(s) …</source>
            <translation>
                <numerusform>Se închide %n link public …</numerusform>
                <numerusform>Se închid %n linkuri publice …</numerusform>
                <numerusform>Se închid %n de linkuri publice …</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n public link(s) stay open; once it is cancelled you can close them here.</source>
            <translation>
                <numerusform>%n link public rămâne deschis; după anulare îl puteți închide aici.</numerusform>
                <numerusform>%n linkuri publice rămân deschise; după anulare le puteți închide aici.</numerusform>
                <numerusform>%n de linkuri publice rămân deschise; după anulare le puteți închide aici.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n public link(s) stay open; closing them needs the right invoice.edit.</source>
            <translation>
                <numerusform>%n link public rămâne deschis; închiderea lui cere dreptul invoice.edit.</numerusform>
                <numerusform>%n linkuri publice rămân deschise; închiderea lor cere dreptul invoice.edit.</numerusform>
                <numerusform>%n de linkuri publice rămân deschise; închiderea lor cere dreptul invoice.edit.</numerusform>
            </translation>
        </message>
        <message>
            <source>never viewed</source>
            <translation>nevizualizat</translation>
        </message>
        <message numerus="yes">
            <source>viewed %n time(s)</source>
            <translation>
                <numerusform>vizualizat o dată</numerusform>
                <numerusform>vizualizat de %n ori</numerusform>
                <numerusform>vizualizat de %n de ori</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, last on %2</source>
            <translation>%1, ultima dată la %2</translation>
        </message>
    </context>
    <context>
        <name>LockCover</name>
                <message>
            <source>Locked</source>
            <translation>Blocat</translation>
        </message>
    </context>
    <context>
        <name>LockDialog</name>
                <message>
            <source>Storno Desktop is locked</source>
            <translation>Storno Desktop este blocat</translation>
        </message>
        <message>
            <source>&amp;Passphrase</source>
            <translation>&amp;Parola locală</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>&amp;Deblochează</translation>
        </message>
        <message>
            <source>&amp;Sign in instead…</source>
            <translation>&amp;Autentificare în schimb…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Ieșire</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Parola locală</translation>
        </message>
        <message>
            <source>You can try again now.</source>
            <translation>Acum puteți încerca din nou.</translation>
        </message>
        <message>
            <source>This is not the passphrase.</source>
            <translation>Aceasta nu este parola locală.</translation>
        </message>
        <message>
            <source>Wrong tries in a row, counted by this program: %1.</source>
            <translation>Încercări greșite la rând, numărate de acest program: %1.</translation>
        </message>
        <message numerus="yes">
            <source>Next try in %n second(s).</source>
            <translation>
                <numerusform>Următoarea încercare peste o secundă.</numerusform>
                <numerusform>Următoarea încercare peste %n secunde.</numerusform>
                <numerusform>Următoarea încercare peste %n de secunde.</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Sign in…</source>
            <translation>&amp;Autentificare…</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Un moment…</translation>
        </message>
        <message>
            <source>Nothing was closed. Work under way goes on.</source>
            <translation>Nu s-a închis nimic. Ce este în lucru continuă.</translation>
        </message>
        <message>
            <source>No passphrase is set for this account. Sign in to go on; nothing was closed.</source>
            <translation>Pentru acest cont nu este stabilită o parolă locală. Autentificați-vă pentru a continua; nu s-a închis nimic.</translation>
        </message>
        <message>
            <source>The keyring of this computer does not answer, so no passphrase can be checked. Sign in to go on; nothing was closed.</source>
            <translation>Depozitul de parole al acestui calculator nu răspunde, deci nicio parolă locală nu poate fi verificată. Autentificați-vă pentru a continua; nu s-a închis nimic.</translation>
        </message>
    </context>
    <context>
        <name>LockPage</name>
                <message>
            <source>Lock</source>
            <translation>Blocare</translation>
        </message>
        <message>
            <source>&amp;Set a passphrase…</source>
            <translation>&amp;Stabilește o parolă locală…</translation>
        </message>
        <message>
            <source>&amp;Change…</source>
            <translation>S&amp;chimbă…</translation>
        </message>
        <message>
            <source>&amp;Remove…</source>
            <translation>&amp;Elimină…</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Înapoi</translation>
        </message>
        <message>
            <source>Cover the window &amp;after</source>
            <translation>&amp;Acoperă fereastra după</translation>
        </message>
        <message>
            <source>Counted from the last key or movement of the mouse. A covered window shows no invoice; what you typed stays, and an act under way is carried through.</source>
            <translation>Se numără de la ultima tastă sau mișcare a mouse-ului. O fereastră acoperită nu arată nicio factură; ce ați scris rămâne, iar o operațiune în curs se duce până la capăt.</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Parola locală</translation>
        </message>
        <message>
            <source>&amp;Present passphrase</source>
            <translation>&amp;Parola locală actuală</translation>
        </message>
        <message>
            <source>&amp;New passphrase</source>
            <translation>Parola locală &amp;nouă</translation>
        </message>
        <message>
            <source>New passphrase a&amp;gain</source>
            <translation>&amp;Repetați parola nouă</translation>
        </message>
        <message>
            <source>It opens the covered window on this computer, for this account, and is nobody's password: it keeps passers-by away. Only a slow hash of it is kept, in the system's keyring. If you forget it, sign in at the covered window; to set a new one, sign out and remove what this computer knows of the account.</source>
            <translation>Deschide fereastra acoperită pe acest calculator, pentru acest cont, și nu este parola contului: îi ține departe pe trecători. Se păstrează doar o amprentă calculată lent, în depozitul de parole al sistemului. Dacă o uitați, autentificați-vă din fereastra acoperită; ca să stabiliți una nouă, deconectați-vă și eliminați ce știe acest calculator despre cont.</translation>
        </message>
        <message>
            <source>Sign in first: a passphrase belongs to an account.</source>
            <translation>Autentificați-vă mai întâi: parola locală ține de un cont.</translation>
        </message>
        <message>
            <source>A passphrase opens the covered window.</source>
            <translation>Fereastra acoperită se deschide cu o parolă locală.</translation>
        </message>
        <message>
            <source>No passphrase is set: the covered window opens by signing in again.</source>
            <translation>Nu este stabilită o parolă locală: fereastra acoperită se deschide prin reautentificare.</translation>
        </message>
        <message>
            <source>This computer has no safe keyring that answers, so no passphrase can be kept: the covered window opens by signing in again.</source>
            <translation>Acest calculator nu are un depozit de parole sigur care să răspundă, deci nu se poate păstra o parolă locală: fereastra acoperită se deschide prin reautentificare.</translation>
        </message>
        <message>
            <source>Set the passphrase</source>
            <translation>Stabilește parola locală</translation>
        </message>
        <message>
            <source>Change the passphrase</source>
            <translation>Schimbă parola locală</translation>
        </message>
        <message>
            <source>Remove the passphrase</source>
            <translation>Elimină parola locală</translation>
        </message>
        <message>
            <source>Type the present passphrase.</source>
            <translation>Scrieți parola locală actuală.</translation>
        </message>
        <message>
            <source>The two new passphrases are not the same.</source>
            <translation>Cele două parole noi nu sunt la fel.</translation>
        </message>
        <message numerus="yes">
            <source>Use at least %n character(s).</source>
            <translation>
                <numerusform>Folosiți cel puțin un caracter.</numerusform>
                <numerusform>Folosiți cel puțin %n caractere.</numerusform>
                <numerusform>Folosiți cel puțin %n de caractere.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>This is not the present passphrase. The next try counts in %n second(s).</source>
            <translation>
                <numerusform>Aceasta nu este parola locală actuală. Următoarea încercare se ia în seamă peste o secundă.</numerusform>
                <numerusform>Aceasta nu este parola locală actuală. Următoarea încercare se ia în seamă peste %n secunde.</numerusform>
                <numerusform>Aceasta nu este parola locală actuală. Următoarea încercare se ia în seamă peste %n de secunde.</numerusform>
            </translation>
        </message>
        <message>
            <source>This is not the present passphrase.</source>
            <translation>Aceasta nu este parola locală actuală.</translation>
        </message>
        <message>
            <source>The keyring did not take the change. The passphrase is as it was.</source>
            <translation>Depozitul de parole nu a primit schimbarea. Parola locală a rămas cum era.</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>un minut</numerusform>
                <numerusform>%n minute</numerusform>
                <numerusform>%n de minute</numerusform>
            </translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Niciodată</translation>
        </message>
    </context>
    <context>
        <name>LookPage</name>
                <message>
            <source>Look</source>
            <translation>Aspect</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Ca sistemul</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Luminoasă</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Întunecată</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>&amp;Limba</translation>
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation>&amp;Tema</translation>
        </message>
        <message>
            <source>Amounts and dates are written as the language is used to. Nothing on the server changes.</source>
            <translation>Sumele și datele se scriu după obiceiul limbii. Pe server nu se schimbă nimic.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
                <message>
            <source>Cancel invoice…</source>
            <translation>Anulează factura…</translation>
        </message>
        <message>
            <source>Restore…</source>
            <translation>Restaurează…</translation>
        </message>
        <message>
            <source>Refresh the list</source>
            <translation>Actualizează lista</translation>
        </message>
        <message>
            <source>Show or hide the details</source>
            <translation>Arată sau ascunde detaliile</translation>
        </message>
        <message>
            <source>This account has no company.</source>
            <translation>Contul nu are nicio firmă.</translation>
        </message>
        <message>
            <source>Ask the administrator of your company for access, then sign in again.</source>
            <translation>Cereți acces administratorului firmei, apoi autentificați-vă din nou.</translation>
        </message>
        <message>
            <source>Sign in first.</source>
            <translation>Autentificați-vă întâi.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln invoice(s) could not be read and are not in the list.</source>
            <translation>
                <numerusform>O factură nu a putut fi citită și nu apare în listă.</numerusform>
                <numerusform>%Ln facturi nu au putut fi citite și nu apar în listă.</numerusform>
                <numerusform>%Ln de facturi nu au putut fi citite și nu apar în listă.</numerusform>
            </translation>
        </message>
        <message>
            <source>Look for them on the web, and tell your administrator.</source>
            <translation>Căutați-le pe web și anunțați administratorul.</translation>
        </message>
        <message>
            <source>What is shown stays usable. %1</source>
            <translation>Ce se vede rămâne utilizabil. %1</translation>
        </message>
        <message>
            <source>Sign in…</source>
            <translation>Autentificare…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Încearcă din nou</translation>
        </message>
        <message>
            <source>This document is not in the list yet.</source>
            <translation>Documentul nu este încă în listă.</translation>
        </message>
        <message>
            <source>Choose an invoice first.</source>
            <translation>Alegeți întâi o factură.</translation>
        </message>
        <message>
            <source>Cancelling and restoring need the server, which cannot be reached now.</source>
            <translation>Anularea și restaurarea au nevoie de server, care nu poate fi contactat acum.</translation>
        </message>
        <message>
            <source>Connecting… Cancelling and restoring are possible once the server has answered.</source>
            <translation>Mă conectez… Anularea și restaurarea sunt posibile după ce răspunde serverul.</translation>
        </message>
        <message>
            <source>%1 is a draft again. Check the client and the amounts, and issue it on the web.</source>
            <translation>%1 este din nou ciornă. Verificați clientul și sumele și emiteți-o pe web.</translation>
        </message>
        <message>
            <source>%1 copied.</source>
            <translation>%1 a fost copiat.</translation>
        </message>
        <message>
            <source>The outcome for %1 is not known. Do not repeat it; the program goes on checking.</source>
            <translation>Rezultatul pentru %1 nu este cunoscut. Nu repetați; programul verifică în continuare.</translation>
        </message>
        <message>
            <source>Choose at most %1 invoices at once.</source>
            <translation>Alegeți cel mult %1 de facturi o dată.</translation>
        </message>
        <message>
            <source>Cancel selected…</source>
            <translation>Anulează selecția…</translation>
        </message>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln selectată</numerusform>
                <numerusform>%Ln selectate</numerusform>
                <numerusform>%Ln selectate</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose one invoice to restore it.</source>
            <translation>Alegeți o singură factură pentru restaurare.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Arată</translation>
        </message>
        <message>
            <source>The outcome of an act on this invoice is not known yet.</source>
            <translation>Rezultatul unei operațiuni asupra acestei facturi nu este cunoscut încă.</translation>
        </message>
        <message>
            <source>%1 was cancelled. By mistake? This is no undo: restoring makes it a draft.</source>
            <translation>%1 a fost anulată. Din greșeală? Nu se poate reveni pur și simplu: restaurarea o face ciornă.</translation>
        </message>
        <message>
            <source>Prepare the cancellation…</source>
            <translation>Pregătește anularea…</translation>
        </message>
        <message>
            <source>Create storno…</source>
            <translation>Creează storno…</translation>
        </message>
        <message>
            <source>No browser could be opened. The address is: %1</source>
            <translation>Nu s-a putut deschide niciun browser. Adresa este: %1</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
                <message>
            <source>Close this notice</source>
            <translation>Închide mesajul</translation>
        </message>
    </context>
    <context>
        <name>NumberListDialog</name>
                <message>
            <source>Cancelled numbers (D394)</source>
            <translation>Numere anulate (D394)</translation>
        </message>
        <message>
            <source>&amp;Cancelled in this month</source>
            <translation>&amp;Anulate în această lună</translation>
        </message>
        <message>
            <source>&amp;Issued in this month</source>
            <translation>&amp;Emise în această lună</translation>
        </message>
        <message>
            <source>&amp;Save…</source>
            <translation>&amp;Salvează…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Luna</translation>
        </message>
        <message>
            <source>Cancelled numbers</source>
            <translation>Numere anulate</translation>
        </message>
        <message>
            <source>From the local copy. Which date decides is for your accountant to say.</source>
            <translation>Din copia locală. Care dată contează vă spune contabilul.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln cancelled number(s)</source>
            <translation>
                <numerusform>%Ln număr anulat</numerusform>
                <numerusform>%Ln numere anulate</numerusform>
                <numerusform>%Ln de numere anulate</numerusform>
            </translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>CSV for Excel in Romanian (*.csv)</source>
            <translation>CSV pentru Excel în română (*.csv)</translation>
        </message>
        <message>
            <source>CSV, international (*.csv)</source>
            <translation>CSV internațional (*.csv)</translation>
        </message>
        <message>
            <source>Save the cancelled numbers</source>
            <translation>Salvați numerele anulate</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Salvat: %1</translation>
        </message>
    </context>
    <context>
        <name>NumberSheet</name>
                <message>
            <source>Cancelled numbers %1</source>
            <translation>Numere anulate %1</translation>
        </message>
        <message>
            <source>printed %1</source>
            <translation>tipărit %1</translation>
        </message>
        <message>
            <source>Page %1 of %2</source>
            <translation>Pagina %1 din %2</translation>
        </message>
        <message>
            <source>Cancelled numbers – %1</source>
            <translation>Numere anulate – %1</translation>
        </message>
        <message>
            <source>No cancelled number of this month is in the local copy.</source>
            <translation>În copia locală nu este niciun număr anulat din această lună.</translation>
        </message>
        <message>
            <source>What this list cannot tell</source>
            <translation>Ce nu poate spune această listă</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>necunoscută</translation>
        </message>
        <message>
            <source>Not complete</source>
            <translation>Incompletă</translation>
        </message>
        <message>
            <source>The list was never completely downloaded: numbers may be missing.</source>
            <translation>Lista nu a fost descărcată niciodată în întregime: pot lipsi numere.</translation>
        </message>
        <message>
            <source>The data is of %1, before the month was over: what was cancelled since is missing.</source>
            <translation>Datele sunt din %1, înainte de sfârșitul lunii: lipsește ce s-a anulat de atunci.</translation>
        </message>
        <message>
            <source>Invoices issued before %1 are not kept here: their numbers would be missing.</source>
            <translation>Facturile emise înainte de %1 nu se păstrează aici: numerele lor ar lipsi.</translation>
        </message>
        <message>
            <source>Older invoices</source>
            <translation>Facturi mai vechi</translation>
        </message>
        <message>
            <source>%1: whether it was cancelled is being checked.</source>
            <translation>%1: se verifică dacă s-a anulat.</translation>
        </message>
        <message>
            <source>Outcome unknown</source>
            <translation>Rezultat necunoscut</translation>
        </message>
        <message>
            <source>No invoice here bears</source>
            <translation>Nicio factură de aici nu poartă</translation>
        </message>
        <message numerus="yes">
            <source>%Ln cancelled draft(s) never had a number.</source>
            <translation>
                <numerusform>%Ln ciornă anulată nu a avut niciodată număr.</numerusform>
                <numerusform>%Ln ciorne anulate nu au avut niciodată număr.</numerusform>
                <numerusform>%Ln de ciorne anulate nu au avut niciodată număr.</numerusform>
            </translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Omise</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Factura</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>Serie</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Număr</translation>
        </message>
        <message>
            <source>Issued on</source>
            <translation>Emisă la</translation>
        </message>
        <message>
            <source>Cancelled on</source>
            <translation>Anulată la</translation>
        </message>
        <message>
            <source>Buyer</source>
            <translation>Cumpărător</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Monedă</translation>
        </message>
        <message numerus="yes">
            <source>%Ln cancelled number(s)</source>
            <translation>
                <numerusform>%Ln număr anulat</numerusform>
                <numerusform>%Ln numere anulate</numerusform>
                <numerusform>%Ln de numere anulate</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancelled, it is not known here when; some may belong to this month</source>
            <translation>Anulate, nu se știe aici când; unele pot fi din această lună</translation>
        </message>
        <message numerus="yes">
            <source>%Ln number(s) inside the series: restored, deleted, or not downloaded.</source>
            <translation>
                <numerusform>%Ln număr din interiorul seriei: restaurat, șters sau nedescărcat.</numerusform>
                <numerusform>%Ln numere din interiorul seriei: restaurate, șterse sau nedescărcate.</numerusform>
                <numerusform>%Ln de numere din interiorul seriei: restaurate, șterse sau nedescărcate.</numerusform>
            </translation>
        </message>
        <message>
            <source>date of cancelling</source>
            <translation>data anulării</translation>
        </message>
        <message>
            <source>date of issue</source>
            <translation>data emiterii</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>%1, CIF %2</source>
            <translation>%1, CIF %2</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Luna</translation>
        </message>
        <message>
            <source>%1, by the %2</source>
            <translation>%1, după %2</translation>
        </message>
        <message>
            <source>Age of the data</source>
            <translation>Vechimea datelor</translation>
        </message>
        <message>
            <source>Written on</source>
            <translation>Scris la</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Program</translation>
        </message>
        <message>
            <source>local copy, never completely downloaded</source>
            <translation>copie locală, nedescărcată niciodată în întregime</translation>
        </message>
        <message>
            <source>data of %1, local copy</source>
            <translation>date din %1, copie locală</translation>
        </message>
    </context>
    <context>
        <name>OfflineBanner</name>
                <message>
            <source>The connection is back.</source>
            <translation>Conexiunea a revenit.</translation>
        </message>
    </context>
    <context>
        <name>OfflineWords</name>
                <message>
            <source>You are working offline.</source>
            <translation>Lucrați offline.</translation>
        </message>
        <message>
            <source>You are working offline – data from %1.</source>
            <translation>Lucrați offline – date din %1.</translation>
        </message>
        <message>
            <source>This computer has no network.</source>
            <translation>Acest calculator nu are rețea.</translation>
        </message>
        <message>
            <source>The server does not answer.</source>
            <translation>Serverul nu răspunde.</translation>
        </message>
        <message>
            <source>Your session has ended.</source>
            <translation>Sesiunea dumneavoastră s-a încheiat.</translation>
        </message>
        <message>
            <source>The server's certificate is not valid yet; this computer's clock may be behind.</source>
            <translation>Certificatul serverului nu este încă valabil; poate că ceasul acestui calculator a rămas în urmă.</translation>
        </message>
        <message>
            <source>The server's certificate has expired, or this computer's clock is ahead.</source>
            <translation>Certificatul serverului a expirat sau ceasul acestui calculator este înainte.</translation>
        </message>
        <message>
            <source>Something else than the Storno server answers, perhaps this network's own page.</source>
            <translation>Răspunde altceva decât serverul Storno, poate chiar pagina acestei rețele.</translation>
        </message>
        <message>
            <source>You can view, search, print and export. Cancelling and restoring need a connection.</source>
            <translation>Puteți consulta, căuta, tipări și exporta. Anularea și restaurarea cer conexiune.</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Încearcă acum</translation>
        </message>
        <message>
            <source>Sign in…</source>
            <translation>Autentificare…</translation>
        </message>
        <message>
            <source>Trying…</source>
            <translation>Se încearcă…</translation>
        </message>
        <message numerus="yes">
            <source>The clock of this computer is %n minute(s) behind: correct it.</source>
            <translation>
                <numerusform>Ceasul acestui calculator este în urmă cu %n minut: potriviți-l.</numerusform>
                <numerusform>Ceasul acestui calculator este în urmă cu %n minute: potriviți-l.</numerusform>
                <numerusform>Ceasul acestui calculator este în urmă cu %n de minute: potriviți-l.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The clock of this computer is %n minute(s) ahead: correct it.</source>
            <translation>
                <numerusform>Ceasul acestui calculator este înainte cu %n minut: potriviți-l.</numerusform>
                <numerusform>Ceasul acestui calculator este înainte cu %n minute: potriviți-l.</numerusform>
                <numerusform>Ceasul acestui calculator este înainte cu %n de minute: potriviți-l.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OpenLinks</name>
                <message>
            <source>Check again</source>
            <translation>Verifică din nou</translation>
        </message>
        <message>
            <source>It is not known whether the link was closed. Do not repeat; check again.</source>
            <translation>Nu se știe dacă linkul s-a închis. Nu repetați; verificați din nou.</translation>
        </message>
        <message>
            <source>Looking for open public links …</source>
            <translation>Se caută linkurile publice deschise …</translation>
        </message>
        <message>
            <source>The public links could not be read.</source>
            <translation>Linkurile publice nu au putut fi citite.</translation>
        </message>
        <message>
            <source>No public link is open any more.</source>
            <translation>Niciun link public nu mai este deschis.</translation>
        </message>
    </context>
    <context>
        <name>OperationSheet</name>
                <message>
            <source>printed %1</source>
            <translation>tipărit %1</translation>
        </message>
        <message>
            <source>Page %1 of %2</source>
            <translation>Pagina %1 din %2</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>%1, CIF %2</source>
            <translation>%1, CIF %2</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Factura</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Done by</source>
            <translation>Făcută de</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motiv</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Rezultat</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Pași</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>Rând</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Când</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Ce</translation>
        </message>
        <message>
            <source>What the person saw</source>
            <translation>Ce a văzut persoana</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>Regulă</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Rezultat</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>Dovadă</translation>
        </message>
        <message>
            <source>Read at</source>
            <translation>Citit la</translation>
        </message>
        <message>
            <source>Seals</source>
            <translation>Sigilii</translation>
        </message>
        <message>
            <source>Each seal covers the row and all rows before it. It shows accidental and later changes; whoever can use this person's keyring could forge it.</source>
            <translation>Fiecare sigiliu acoperă rândul și toate rândurile dinaintea lui. Arată modificările întâmplătoare și ulterioare; cine poate folosi depozitul de parole al acestei persoane îl poate falsifica.</translation>
        </message>
        <message>
            <source>Asked by</source>
            <translation>Cerută de</translation>
        </message>
        <message>
            <source>Invoice, company and who asked are only what the refused request file says.</source>
            <translation>Factura, firma și cine a cerut sunt doar ce spune fișierul cererii refuzate.</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Observație</translation>
        </message>
        <message>
            <source>Supervisor's comment</source>
            <translation>Comentariul supervizorului</translation>
        </message>
        <message>
            <source>By a second person, in whose name it was sent</source>
            <translation>De către a doua persoană, în numele căreia s-a trimis</translation>
        </message>
        <message>
            <source>Confirmed alone after a wait; not supervised</source>
            <translation>Confirmată singur, după o așteptare; fără supervizare</translation>
        </message>
        <message>
            <source>The rules of the organisation ask for nobody</source>
            <translation>Regulile organizației nu cer pe nimeni</translation>
        </message>
        <message>
            <source>Supervision</source>
            <translation>Supervizare</translation>
        </message>
        <message>
            <source>ticked</source>
            <translation>bifat</translation>
        </message>
        <message>
            <source>open</source>
            <translation>de făcut</translation>
        </message>
        <message>
            <source>Read again after the restore</source>
            <translation>Citită din nou după restaurare</translation>
        </message>
        <message>
            <source>To be done after the restore</source>
            <translation>De făcut după restaurare</translation>
        </message>
        <message>
            <source>Journal of this computer</source>
            <translation>Jurnalul acestui calculator</translation>
        </message>
    </context>
    <context>
        <name>PaperDesk</name>
                <message>
            <source>Save as PDF</source>
            <translation>Salvează ca PDF</translation>
        </message>
        <message>
            <source>Invoice %1, as the server drew it %2</source>
            <translation>Factura %1, așa cum a întocmit-o serverul la %2</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Salvat: %1</translation>
        </message>
        <message>
            <source>Sent to the printer.</source>
            <translation>Trimis la imprimantă.</translation>
        </message>
        <message>
            <source>From the local copy: %1</source>
            <translation>Din copia locală: %1</translation>
        </message>
        <message>
            <source>Read on the server: %1</source>
            <translation>Citit de pe server: %1</translation>
        </message>
    </context>
    <context>
        <name>PasswordPage</name>
                <message>
            <source>name@company.ro</source>
            <translation>nume@firma.ro</translation>
        </message>
        <message>
            <source>Show the password</source>
            <translation>Arată parola</translation>
        </message>
        <message>
            <source>Hide the password</source>
            <translation>Ascunde parola</translation>
        </message>
        <message>
            <source>&amp;E-mail</source>
            <translation>&amp;E-mail</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>&amp;Parola</translation>
        </message>
        <message>
            <source>Type the e-mail address of your account.</source>
            <translation>Scrieți adresa de e-mail a contului.</translation>
        </message>
        <message>
            <source>Type your password.</source>
            <translation>Scrieți parola.</translation>
        </message>
    </context>
    <context>
        <name>PdfDesk</name>
                <message>
            <source>The server is drawing %1…</source>
            <translation>Serverul întocmește %1…</translation>
        </message>
        <message>
            <source>The PDF of %1 was not downloaded, and the server cannot draw it now. %2</source>
            <translation>PDF-ul facturii %1 nu a fost descărcat, iar serverul nu îl poate întocmi acum. %2</translation>
        </message>
        <message>
            <source>The PDF of %1 could not be kept on this computer.</source>
            <translation>PDF-ul facturii %1 nu a putut fi păstrat pe acest calculator.</translation>
        </message>
        <message>
            <source>The PDF of %1 is kept on this computer.</source>
            <translation>PDF-ul facturii %1 este păstrat pe acest calculator.</translation>
        </message>
        <message>
            <source>The PDF of %1 is kept until the program ends: nothing is kept on the disk.</source>
            <translation>PDF-ul facturii %1 este păstrat până la închiderea programului: pe disc nu se păstrează nimic.</translation>
        </message>
        <message>
            <source>The invoice changed after this PDF was drawn.</source>
            <translation>Factura s-a modificat după întocmirea acestui PDF.</translation>
        </message>
        <message>
            <source>Read it again to see it as it is now.</source>
            <translation>Citiți-l din nou ca să îl vedeți așa cum este acum.</translation>
        </message>
    </context>
    <context>
        <name>PdfLine</name>
                <message>
            <source>View the PDF</source>
            <translation>Vezi PDF-ul</translation>
        </message>
        <message>
            <source>Keep the PDF on this computer</source>
            <translation>Păstrează PDF-ul pe acest calculator</translation>
        </message>
        <message>
            <source>Remove the PDF from this computer</source>
            <translation>Elimină PDF-ul de pe acest calculator</translation>
        </message>
        <message>
            <source>PDF: not downloaded</source>
            <translation>PDF: nedescărcat</translation>
        </message>
        <message>
            <source>PDF kept: %1 · %2</source>
            <translation>PDF păstrat: %1 · %2</translation>
        </message>
        <message>
            <source>PDF: %1 · %2</source>
            <translation>PDF: %1 · %2</translation>
        </message>
        <message>
            <source>before the last change</source>
            <translation>dinainte de ultima modificare</translation>
        </message>
    </context>
    <context>
        <name>PdfView</name>
                <message>
            <source>Previous page</source>
            <translation>Pagina anterioară</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Pagina următoare</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Micșorează</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>Mărește</translation>
        </message>
        <message>
            <source>Fit the width</source>
            <translation>Potrivește lățimea</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Salvează…</translation>
        </message>
        <message>
            <source>This PDF cannot be shown.</source>
            <translation>Acest PDF nu poate fi afișat.</translation>
        </message>
        <message>
            <source>It can be saved and opened in another program.</source>
            <translation>Poate fi salvat și deschis în alt program.</translation>
        </message>
        <message>
            <source>Page %1 of %2</source>
            <translation>Pagina %1 din %2</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Salvat: %1</translation>
        </message>
        <message>
            <source>Save the PDF</source>
            <translation>Salvează PDF-ul</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Citește din nou</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Se citește…</translation>
        </message>
    </context>
    <context>
        <name>PrepareDesk</name>
                <message>
            <source>%1 is prepared, not cancelled. Nothing was sent.</source>
            <translation>%1 este pregătită, nu anulată. Nu s-a trimis nimic.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln prepared cancellation(s) wait(s) for you.</source>
            <translation>
                <numerusform>%Ln anulare pregătită vă așteaptă.</numerusform>
                <numerusform>%Ln anulări pregătite vă așteaptă.</numerusform>
                <numerusform>%Ln de anulări pregătite vă așteaptă.</numerusform>
            </translation>
        </message>
        <message>
            <source>Prepared here, but it can no longer be cancelled: %1. Nothing was sent.</source>
            <translation>Pregătită aici, dar nu se mai poate anula: %1. Nu s-a trimis nimic.</translation>
        </message>
    </context>
    <context>
        <name>PrepareDialog</name>
                <message>
            <source>Discard what was prepared</source>
            <translation>Șterge pregătirea</translation>
        </message>
        <message>
            <source>Do not prepare</source>
            <translation>Renunță</translation>
        </message>
        <message>
            <source>It could not be kept.</source>
            <translation>Nu s-a putut păstra.</translation>
        </message>
        <message>
            <source>Keeping it …</source>
            <translation>Se păstrează…</translation>
        </message>
        <message>
            <source>No copy of this company is kept on the disk: this too is gone when the program ends.</source>
            <translation>Pentru această firmă nu se păstrează o copie pe disc: și pregătirea dispare la închiderea programului.</translation>
        </message>
        <message>
            <source>Prepare</source>
            <translation>Pregătește anularea</translation>
        </message>
        <message>
            <source>Prepare the cancellation of %1?</source>
            <translation>Pregătiți anularea facturii %1?</translation>
        </message>
        <message>
            <source>Prepared on %1, not cancelled.</source>
            <translation>Pregătită pe %1, neanulată.</translation>
        </message>
        <message>
            <source>The disk takes nothing more, or the local copy is damaged. Nothing was sent.</source>
            <translation>Discul este plin sau copia locală este deteriorată. Nu s-a trimis nimic.</translation>
        </message>
        <message>
            <source>The invoice stays valid: nothing is sent, now or later by itself. Reason and intent are kept on this computer. Once the server answers, you check everything anew and cancel it yourself.</source>
            <translation>Factura rămâne valabilă: nu se trimite nimic, nici acum, nici mai târziu de la sine. Motivul și intenția se păstrează pe acest calculator. Când serverul răspunde, verificați totul din nou și o anulați dumneavoastră.</translation>
        </message>
    </context>
    <context>
        <name>Printing</name>
                <message>
            <source>printed %1</source>
            <translation>tipărit la %1</translation>
        </message>
        <message>
            <source>Page %1 of %2</source>
            <translation>Pagina %1 din %2</translation>
        </message>
    </context>
    <context>
        <name>ProblemBanner</name>
                <message>
            <source>Dismiss this message</source>
            <translation>Închide mesajul</translation>
        </message>
    </context>
    <context>
        <name>ProblemWords</name>
                <message>
            <source>The server did not answer in time.</source>
            <translation>Serverul nu a răspuns la timp.</translation>
        </message>
        <message>
            <source>The e-mail or the password is wrong.</source>
            <translation>E-mailul sau parola este greșită.</translation>
        </message>
        <message>
            <source>The session has ended.</source>
            <translation>Sesiunea s-a încheiat.</translation>
        </message>
        <message>
            <source>The server asks for a captcha, which can be shown only in a browser.</source>
            <translation>Serverul cere o verificare captcha, care se poate afișa doar în browser.</translation>
        </message>
        <message>
            <source>This account is deactivated.</source>
            <translation>Contul este dezactivat.</translation>
        </message>
        <message>
            <source>The e-mail address of this account has not been confirmed.</source>
            <translation>Adresa de e-mail a contului nu a fost confirmată.</translation>
        </message>
        <message>
            <source>Your account does not have the right to do this.</source>
            <translation>Contul dumneavoastră nu are acest drept.</translation>
        </message>
        <message>
            <source>The server does not have this any more.</source>
            <translation>Nu mai există pe server.</translation>
        </message>
        <message>
            <source>The server did not accept what was sent.</source>
            <translation>Serverul nu a acceptat ce s-a trimis.</translation>
        </message>
        <message>
            <source>The invoice is in another state on the server.</source>
            <translation>Pe server, factura este în altă stare.</translation>
        </message>
        <message>
            <source>The server refused.</source>
            <translation>Serverul a refuzat.</translation>
        </message>
        <message>
            <source>The Storno subscription does not include this.</source>
            <translation>Abonamentul Storno nu include această funcție.</translation>
        </message>
        <message>
            <source>This version of the program is too old for the server.</source>
            <translation>Versiunea programului este prea veche pentru server.</translation>
        </message>
        <message>
            <source>Too many requests in a short time.</source>
            <translation>Prea multe cereri într-un timp scurt.</translation>
        </message>
        <message>
            <source>The server has a fault.</source>
            <translation>Serverul are o defecțiune.</translation>
        </message>
        <message>
            <source>The server's answer could not be understood.</source>
            <translation>Răspunsul serverului nu a putut fi înțeles.</translation>
        </message>
        <message>
            <source>The server's answer was too large and was not read.</source>
            <translation>Răspunsul serverului a fost prea mare și nu a fost citit.</translation>
        </message>
        <message>
            <source>The server points to another address.</source>
            <translation>Serverul trimite la altă adresă.</translation>
        </message>
        <message>
            <source>This is another account than the one that works here.</source>
            <translation>Acesta este alt cont decât cel care lucrează aici.</translation>
        </message>
        <message>
            <source>The sign-in was refused in the browser.</source>
            <translation>Autentificarea a fost refuzată în browser.</translation>
        </message>
        <message>
            <source>This answer of the browser does not belong to this sign-in.</source>
            <translation>Acest răspuns al browserului nu ține de această autentificare.</translation>
        </message>
        <message>
            <source>The sign-in with the browser is not set up for this server.</source>
            <translation>Autentificarea prin browser nu este configurată pentru acest server.</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Mă conectez…</translation>
        </message>
        <message>
            <source>Wait a moment and try again.</source>
            <translation>Așteptați puțin și încercați din nou.</translation>
        </message>
        <message>
            <source>Type them again. After several tries the server makes you wait a minute.</source>
            <translation>Scrieți-le din nou. După mai multe încercări, serverul cere o pauză de un minut.</translation>
        </message>
        <message>
            <source>Sign in again. What you typed is kept.</source>
            <translation>Autentificați-vă din nou. Ce ați scris se păstrează.</translation>
        </message>
        <message>
            <source>Wait one minute and sign in again.</source>
            <translation>Așteptați un minut și autentificați-vă din nou.</translation>
        </message>
        <message>
            <source>Ask the administrator of your company to activate it.</source>
            <translation>Cereți administratorului firmei să îl activeze.</translation>
        </message>
        <message>
            <source>Open the confirmation e-mail from Storno, then sign in again.</source>
            <translation>Deschideți e-mailul de confirmare de la Storno, apoi autentificați-vă din nou.</translation>
        </message>
        <message>
            <source>Ask the administrator of your company for the right.</source>
            <translation>Cereți acest drept administratorului firmei.</translation>
        </message>
        <message>
            <source>Refresh the list (F5).</source>
            <translation>Actualizați lista (F5).</translation>
        </message>
        <message>
            <source>Correct the text and try again.</source>
            <translation>Corectați textul și încercați din nou.</translation>
        </message>
        <message>
            <source>Nothing was changed. Check again to see the invoice as it is now.</source>
            <translation>Nu s-a modificat nimic. Verificați din nou ca să vedeți factura așa cum este acum.</translation>
        </message>
        <message>
            <source>Ask the owner of the Storno account.</source>
            <translation>Întrebați proprietarul contului Storno.</translation>
        </message>
        <message>
            <source>Ask your administrator for the new version.</source>
            <translation>Cereți administratorului versiunea nouă.</translation>
        </message>
        <message numerus="yes">
            <source>Try again in %n second(s).</source>
            <translation>
                <numerusform>Încercați din nou peste o secundă.</numerusform>
                <numerusform>Încercați din nou peste %n secunde.</numerusform>
                <numerusform>Încercați din nou peste %n de secunde.</numerusform>
            </translation>
        </message>
        <message>
            <source>Wait one minute and try again.</source>
            <translation>Așteptați un minut și încercați din nou.</translation>
        </message>
        <message>
            <source>Try again in a few minutes. If it goes on, tell your administrator.</source>
            <translation>Încercați din nou peste câteva minute. Dacă se repetă, anunțați administratorul.</translation>
        </message>
        <message>
            <source>The address may lead to something else, such as a web page or the sign-in page of a network. Check the server's address; if it is right, try again, then tell your administrator.</source>
            <translation>Adresa poate duce la altceva, de exemplu la o pagină web sau la pagina de autentificare a unei rețele. Verificați adresa serverului; dacă este corectă, încercați din nou, apoi anunțați administratorul.</translation>
        </message>
        <message>
            <source>Nothing was followed. Check the server's address in the sign-in window.</source>
            <translation>Programul nu a urmat trimiterea. Verificați adresa serverului în fereastra de autentificare.</translation>
        </message>
        <message>
            <source>Nothing was changed. Sign in with the account that was open.</source>
            <translation>Nu s-a schimbat nimic. Autentificați-vă cu contul care era deschis.</translation>
        </message>
        <message>
            <source>Nothing was changed. Begin again when you want to allow it.</source>
            <translation>Nu s-a schimbat nimic. Începeți din nou când doriți să permiteți accesul.</translation>
        </message>
        <message>
            <source>Begin the sign-in again, and use only the newest page in the browser.</source>
            <translation>Începeți din nou autentificarea și folosiți doar cea mai nouă pagină din browser.</translation>
        </message>
        <message>
            <source>Sign in with the password, or ask your administrator for the client ID.</source>
            <translation>Autentificați-vă cu parola sau cereți administratorului ID-ul de client.</translation>
        </message>
        <message>
            <source>Wait until the server has answered.</source>
            <translation>Așteptați până răspunde serverul.</translation>
        </message>
        <message>
            <source>The name %1 cannot be found.</source>
            <translation>Numele %1 nu poate fi găsit.</translation>
        </message>
        <message>
            <source>The server's name cannot be found.</source>
            <translation>Numele serverului nu poate fi găsit.</translation>
        </message>
        <message>
            <source>No way leads from this computer to the server.</source>
            <translation>De pe acest calculator nu se poate ajunge la server.</translation>
        </message>
        <message>
            <source>The server does not answer.</source>
            <translation>Serverul nu răspunde.</translation>
        </message>
        <message>
            <source>The server cannot be reached.</source>
            <translation>Serverul nu poate fi contactat.</translation>
        </message>
        <message>
            <source>Check the server's address letter by letter, and that this computer is connected to the network.</source>
            <translation>Verificați adresa serverului literă cu literă și dacă acest calculator este conectat la rețea.</translation>
        </message>
        <message>
            <source>Check this computer's network connection: cable, Wi-Fi or VPN. Then try again.</source>
            <translation>Verificați conexiunea la rețea a acestui calculator: cablu, Wi-Fi sau VPN. Apoi încercați din nou.</translation>
        </message>
        <message>
            <source>Nobody answers at this address and port. Check the server's address; if it is right, try again in a few minutes.</source>
            <translation>La această adresă și la acest port nu răspunde nimeni. Verificați adresa serverului; dacă este corectă, încercați din nou peste câteva minute.</translation>
        </message>
        <message>
            <source>Check the network connection and the server's address, then try again.</source>
            <translation>Verificați conexiunea și adresa serverului, apoi încercați din nou.</translation>
        </message>
        <message>
            <source>The server's certificate comes from an authority that this computer does not know.</source>
            <translation>Certificatul serverului vine de la o autoritate pe care acest calculator nu o cunoaște.</translation>
        </message>
        <message>
            <source>The server's certificate has expired.</source>
            <translation>Certificatul serverului a expirat.</translation>
        </message>
        <message>
            <source>The server's certificate is not valid yet.</source>
            <translation>Certificatul serverului nu este încă valabil.</translation>
        </message>
        <message>
            <source>The server's certificate does not belong to %1.</source>
            <translation>Certificatul serverului nu este emis pentru %1.</translation>
        </message>
        <message>
            <source>The server's certificate belongs to another name.</source>
            <translation>Certificatul serverului aparține altui nume.</translation>
        </message>
        <message>
            <source>No secure connection to the server could be made.</source>
            <translation>Nu s-a putut stabili o conexiune sigură cu serverul.</translation>
        </message>
        <message>
            <source>Nothing was sent. Ask your administrator to install the certificate authority in this computer's operating system.</source>
            <translation>Nu s-a trimis nimic. Rugați administratorul să instaleze autoritatea de certificare în sistemul de operare al acestui calculator.</translation>
        </message>
        <message>
            <source>Nothing was sent. The server's administrator must renew it. If this computer's date is wrong, correct it first.</source>
            <translation>Nu s-a trimis nimic. Administratorul serverului trebuie să îl reînnoiască. Dacă data acestui calculator este greșită, corectați-o mai întâi.</translation>
        </message>
        <message>
            <source>Nothing was sent. Check this computer's date and time, then try again.</source>
            <translation>Nu s-a trimis nimic. Verificați data și ora acestui calculator, apoi încercați din nou.</translation>
        </message>
        <message>
            <source>Nothing was sent. Check the server's address; if it is right, tell the server's administrator.</source>
            <translation>Nu s-a trimis nimic. Verificați adresa serverului; dacă este corectă, anunțați administratorul serverului.</translation>
        </message>
        <message>
            <source>Nothing was sent. Check the date of this computer and the address; then ask your administrator.</source>
            <translation>Nu s-a trimis nimic. Verificați data calculatorului și adresa, apoi întrebați administratorul.</translation>
        </message>
        <message>
            <source>This computer's proxy settings name a proxy that the program cannot use.</source>
            <translation>Setările de proxy ale acestui calculator indică un proxy pe care programul nu îl poate folosi.</translation>
        </message>
        <message>
            <source>The proxy %1 cannot be reached.</source>
            <translation>Proxy-ul %1 nu poate fi contactat.</translation>
        </message>
        <message>
            <source>No secure connection to the proxy %1 could be made.</source>
            <translation>Nu s-a putut stabili o conexiune sigură cu proxy-ul %1.</translation>
        </message>
        <message>
            <source>The proxy %1 does not let the program through.</source>
            <translation>Proxy-ul %1 nu lasă programul să treacă.</translation>
        </message>
        <message>
            <source>Nothing was sent. The proxy asks for a name and a password: check the proxy settings of this computer or ask your administrator.</source>
            <translation>Nu s-a trimis nimic. Proxy-ul cere un nume și o parolă: verificați setările de proxy ale acestui calculator sau întrebați administratorul.</translation>
        </message>
        <message>
            <source>Nothing was sent. Check the proxy settings of this computer or ask your administrator.</source>
            <translation>Nu s-a trimis nimic. Verificați setările de proxy ale acestui calculator sau întrebați administratorul.</translation>
        </message>
    </context>
    <context>
        <name>Program</name>
                <message>
            <source>The demonstration cannot be locked: it has no account of its own.</source>
            <translation>Demonstrația nu poate fi blocată: nu are un cont propriu.</translation>
        </message>
    </context>
    <context>
        <name>ReachedQuestion</name>
                <message>
            <source>Did it reach the client another way (printed, WhatsApp)?</source>
            <translation>A ajuns la client pe altă cale (tipărită, WhatsApp)?</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Nu</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Da</translation>
        </message>
        <message>
            <source>I do not know</source>
            <translation>Nu știu</translation>
        </message>
        <message>
            <source>Did any of them reach the client another way (printed, WhatsApp)?</source>
            <translation>A ajuns vreuna la client pe altă cale (tipărită, WhatsApp)?</translation>
        </message>
    </context>
    <context>
        <name>ReasonField</name>
                <message>
            <source>Reason for cancelling</source>
            <translation>Motivul anulării</translation>
        </message>
        <message>
            <source>At least 10 characters, not counting spaces at the ends. Stays visible on the invoice.</source>
            <translation>Minimum 10 caractere, fără spațiile de la capete. Rămâne vizibil pe factură.</translation>
        </message>
        <message>
            <source>Issued by mistake</source>
            <translation>Emisă din greșeală</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>Duplicat</translation>
        </message>
        <message>
            <source>Duplicate of another invoice</source>
            <translation>Duplicat al altei facturi</translation>
        </message>
        <message>
            <source>Wrong client</source>
            <translation>Client greșit</translation>
        </message>
        <message>
            <source>Issued to the wrong client</source>
            <translation>Emisă pe un client greșit</translation>
        </message>
        <message>
            <source>Not sent, order cancelled</source>
            <translation>Netrimisă, comandă anulată</translation>
        </message>
        <message>
            <source>Write the reason.</source>
            <translation>Scrieți motivul.</translation>
        </message>
        <message numerus="yes">
            <source>%n more character(s) needed.</source>
            <translation>
                <numerusform>Mai scrieți %n caracter.</numerusform>
                <numerusform>Mai scrieți %n caractere.</numerusform>
                <numerusform>Mai scrieți %n de caractere.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) too many.</source>
            <translation>
                <numerusform>%n caracter în plus.</numerusform>
                <numerusform>%n caractere în plus.</numerusform>
                <numerusform>%n de caractere în plus.</numerusform>
            </translation>
        </message>
        <message>
            <source>The reason holds an invisible character. Type it again by hand.</source>
            <translation>Motivul conține un caracter invizibil. Scrieți-l din nou de mână.</translation>
        </message>
        <message numerus="yes">
            <source>%n character(s)</source>
            <translation>
                <numerusform>%n caracter</numerusform>
                <numerusform>%n caractere</numerusform>
                <numerusform>%n de caractere</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 / minimum %2 characters</source>
            <translation>%1 / minimum %2 caractere</translation>
        </message>
        <message>
            <source>%1 / maximum %2 characters</source>
            <translation>%1 / maximum %2 caractere</translation>
        </message>
        <message>
            <source>Invisible character</source>
            <translation>Caracter invizibil</translation>
        </message>
        <message>
            <source>Forget these reasons</source>
            <translation>Uită aceste motive</translation>
        </message>
        <message>
            <source>No words in it: say in a few what happened.</source>
            <translation>Nu conține cuvinte: spuneți pe scurt ce s-a întâmplat.</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Recente</translation>
        </message>
        <message>
            <source>Recent reasons</source>
            <translation>Motive recente</translation>
        </message>
        <message>
            <source>The same again and again: say what happened.</source>
            <translation>Mereu același lucru: spuneți ce s-a întâmplat.</translation>
        </message>
        <message>
            <source>This looks like keys pressed at random: say what happened.</source>
            <translation>Par taste apăsate la întâmplare: spuneți ce s-a întâmplat.</translation>
        </message>
        <message>
            <source>This says that it is cancelled, not why. Whoever looks in a year will ask.</source>
            <translation>Spune că se anulează, nu de ce. Peste un an, cine o vede va întreba.</translation>
        </message>
    </context>
    <context>
        <name>CopiesSection</name>
                <message>
            <source>&amp;Delete local data…</source>
            <translation>Ș&amp;terge datele locale…</translation>
        </message>
        <message>
            <source>The local copies take %1. What is left are the lists, and the details of invoices that can be cancelled or restored. To need less, choose fewer months or companies.</source>
            <translation>Copiile locale ocupă %1. Au rămas listele și detaliile facturilor care pot fi anulate sau restaurate. Pentru mai puțin, alegeți mai puține luni sau mai puține firme.</translation>
        </message>
        <message>
            <source>Nothing on the disk</source>
            <translation>Nimic pe disc</translation>
        </message>
        <message>
            <source>%1, not downloaded completely</source>
            <translation>%1, descărcare incompletă</translation>
        </message>
        <message>
            <source>%1, data from %2</source>
            <translation>%1, date din %2</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>Fără limită</translation>
        </message>
        <message>
            <source>All companies</source>
            <translation>Toate firmele</translation>
        </message>
        <message>
            <source>Only those ticked</source>
            <translation>Numai cele bifate</translation>
        </message>
        <message>
            <source>Companies with a local copy</source>
            <translation>Firme cu copie locală</translation>
        </message>
        <message>
            <source>At most on this computer</source>
            <translation>Cel mult pe acest calculator</translation>
        </message>
        <message>
            <source>Local copy &amp;for</source>
            <translation>Copie locală &amp;pentru</translation>
        </message>
        <message>
            <source>Where room is short, kept PDFs go first, then the details that were read longest ago, never the list. A company that is not ticked is in memory until the program ends.</source>
            <translation>Când locul nu ajunge, se șterg întâi PDF-urile păstrate, apoi detaliile citite cel mai demult, niciodată lista. O firmă nebifată stă în memorie până la închiderea programului.</translation>
        </message>
    </context>
    <context>
        <name>EraseCopiesDialog</name>
                <message>
            <source>Lists, details and PDFs of all companies of this account leave this computer.</source>
            <translation>Listele, detaliile și PDF-urile tuturor firmelor acestui cont se șterg de pe acest calculator.</translation>
        </message>
        <message>
            <source>Nothing changes on the server.</source>
            <translation>Pe server nu se schimbă nimic.</translation>
        </message>
        <message>
            <source>The list is downloaded anew. Until then nothing can be looked up without the server.</source>
            <translation>Lista se descarcă din nou. Până atunci nu se poate consulta nimic fără server.</translation>
        </message>
        <message>
            <source>Deleting…</source>
            <translation>Se șterge…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>Not everything could be removed.</source>
            <translation>Nu s-a putut șterge tot.</translation>
        </message>
        <message>
            <source>A file is in use or protected, or the keyring did not give up the key. Try again later.</source>
            <translation>Un fișier este folosit sau protejat ori depozitul de parole nu a cedat cheia. Încercați din nou mai târziu.</translation>
        </message>
        <message>
            <source>Delete the local data of %1?</source>
            <translation>Ștergeți datele locale ale contului %1?</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Renunță</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Șterge</translation>
        </message>
    </context>
    <context>
        <name>DetailFilling</name>
                <message>
            <source>Details for offline use, paused: %1 of %2</source>
            <translation>Detalii pentru consultare offline, pe pauză: %1 din %2</translation>
        </message>
        <message>
            <source>Details for offline use: %1 of %2</source>
            <translation>Detalii pentru consultare offline: %1 din %2</translation>
        </message>
        <message>
            <source>Details for offline use are paused.</source>
            <translation>Detaliile pentru consultare offline sunt pe pauză.</translation>
        </message>
    </context>
    <context>
        <name>DownloadFoot</name>
                <message>
            <source>Resume</source>
            <translation>Continuă</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pauză</translation>
        </message>
        <message>
            <source>Go on downloading</source>
            <translation>Continuă descărcarea</translation>
        </message>
        <message>
            <source>Pause the download</source>
            <translation>Pune descărcarea pe pauză</translation>
        </message>
    </context>
    <context>
        <name>ReasonsPage</name>
                <message>
            <source>Reasons</source>
            <translation>Motive</translation>
        </message>
        <message>
            <source>&amp;Add</source>
            <translation>&amp;Adaugă</translation>
        </message>
        <message>
            <source>&amp;Remove</source>
            <translation>Șter&amp;ge</translation>
        </message>
        <message>
            <source>&amp;Up</source>
            <translation>În &amp;sus</translation>
        </message>
        <message>
            <source>&amp;Down</source>
            <translation>În &amp;jos</translation>
        </message>
        <message>
            <source>The &amp;usual ones</source>
            <translation>Cele &amp;obișnuite</translation>
        </message>
        <message>
            <source>These stand as buttons above the reason for cancelling. A click writes the text; it sends nothing.</source>
            <translation>Acestea apar ca butoane deasupra motivului anulării. Un clic scrie textul; nu trimite nimic.</translation>
        </message>
        <message>
            <source>&amp;Button</source>
            <translation>&amp;Buton</translation>
        </message>
        <message>
            <source>&amp;Text</source>
            <translation>&amp;Text</translation>
        </message>
        <message>
            <source>Tells the ad&amp;viser</source>
            <translation>Spune consi&amp;lierului</translation>
        </message>
        <message>
            <source>They are kept in the settings file, which is not encrypted: do not write clients' names into them.</source>
            <translation>Se păstrează în fișierul de setări, care nu este criptat: nu scrieți în ele nume de clienți.</translation>
        </message>
        <message>
            <source>Nothing in particular</source>
            <translation>Nimic anume</translation>
        </message>
        <message>
            <source>Issued by mistake</source>
            <translation>Emisă din greșeală</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>Duplicat</translation>
        </message>
        <message>
            <source>Wrong client</source>
            <translation>Client greșit</translation>
        </message>
        <message>
            <source>Order cancelled</source>
            <translation>Comandă anulată</translation>
        </message>
        <message>
            <source>Wrong amounts: advises a storno</source>
            <translation>Sume greșite: recomandă storno</translation>
        </message>
        <message>
            <source>Partial refund: advises a storno</source>
            <translation>Rambursare parțială: recomandă storno</translation>
        </message>
        <message>
            <source>Recorded by the client: advises a storno</source>
            <translation>Înregistrată la client: recomandă storno</translation>
        </message>
        <message>
            <source>Without a text there is no button.</source>
            <translation>Fără text nu există buton.</translation>
        </message>
        <message>
            <source>Shorter than 10 characters: the rest is to be written each time.</source>
            <translation>Sub 10 caractere: restul se scrie de fiecare dată.</translation>
        </message>
        <message>
            <source>Longer than 500 characters: it could not be sent.</source>
            <translation>Peste 500 de caractere: nu s-ar putea trimite.</translation>
        </message>
        <message>
            <source>It holds an invisible character: it could not be sent.</source>
            <translation>Conține un caracter invizibil: nu s-ar putea trimite.</translation>
        </message>
        <message>
            <source>New reason</source>
            <translation>Motiv nou</translation>
        </message>
    </context>
    <context>
        <name>RecoveryCodeDialog</name>
                <message>
            <source>Recovery code of the journal</source>
            <translation>Codul de recuperare al jurnalului</translation>
        </message>
        <message>
            <source>The code</source>
            <translation>Codul</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Copiază</translation>
        </message>
        <message>
            <source>I have written it down or printed it, and it lies in a safe place.</source>
            <translation>L-am notat sau l-am tipărit și se află într-un loc sigur.</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Gata</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Mai târziu</translation>
        </message>
        <message>
            <source>The journal of everything that is done from this computer is encrypted; its key lies in the keyring. If the keyring is lost, only this code opens the journal. It is shown once.</source>
            <translation>Jurnalul operațiunilor făcute de pe acest calculator este criptat; cheia lui se află în depozitul de parole. Dacă depozitul se pierde, numai acest cod deschide jurnalul. Este arătat o singură dată.</translation>
        </message>
    </context>
    <context>
        <name>Refreshing</name>
                <message>
            <source>Downloading: %1% (%2 of %3)</source>
            <translation>Descarc: %1 % (%2 din %3)</translation>
        </message>
        <message>
            <source>The download is paused: %1%</source>
            <translation>Descărcarea este pe pauză: %1 %</translation>
        </message>
        <message>
            <source>The download is paused.</source>
            <translation>Descărcarea este pe pauză.</translation>
        </message>
        <message>
            <source>Downloading…</source>
            <translation>Descarc…</translation>
        </message>
        <message>
            <source>Data from %1</source>
            <translation>Date din %1</translation>
        </message>
        <message>
            <source>Not downloaded yet</source>
            <translation>Nedescărcat încă</translation>
        </message>
        <message>
            <source>Updated %1</source>
            <translation>Actualizat %1</translation>
        </message>
    </context>
    <context>
        <name>RestoreDialog</name>
                <message>
            <source>Checking the invoice on the server …</source>
            <translation>Se verifică factura pe server …</translation>
        </message>
        <message>
            <source>Invoice and rights</source>
            <translation>Factură și drepturi</translation>
        </message>
        <message>
            <source>It is cancelled and your own, and you may restore it.</source>
            <translation>Este anulată, este proprie și o puteți restaura.</translation>
        </message>
        <message>
            <source>It was never issued: it gets its number when it is issued, and no gap is left.</source>
            <translation>Nu a fost emisă niciodată: primește număr la emitere și nu rămâne niciun gol.</translation>
        </message>
        <message>
            <source>When issued again it gets another number (probably %1). %2 stays unused.</source>
            <translation>La reemitere va primi alt număr (probabil %1). %2 rămâne nefolosit.</translation>
        </message>
        <message>
            <source>When issued again it gets another number. %1 stays unused.</source>
            <translation>La reemitere va primi alt număr. %1 rămâne nefolosit.</translation>
        </message>
        <message>
            <source>The issue date stays %1: ANAF's term of five working days may have passed.</source>
            <translation>Data emiterii rămâne %1: termenul ANAF de cinci zile lucrătoare poate fi depășit.</translation>
        </message>
        <message>
            <source>Change and save the draft before issuing: else its XML keeps the old number.</source>
            <translation>Modificați și salvați ciorna înainte de emitere: altfel XML-ul păstrează vechiul număr.</translation>
        </message>
        <message>
            <source>Planned sendings do not come back; issuing again may plan the sending to SPV anew.</source>
            <translation>Programările nu revin; la reemitere, trimiterea în SPV se poate programa din nou.</translation>
        </message>
        <message>
            <source>Public links stay open; the client keeps what was sent.</source>
            <translation>Linkurile publice rămân deschise; clientul păstrează ce s-a trimis.</translation>
        </message>
        <message>
            <source>What has been paid (%1) stays with the draft.</source>
            <translation>Suma plătită (%1) rămâne la ciornă.</translation>
        </message>
        <message>
            <source>Restore invoice %1?</source>
            <translation>Restaurați factura %1?</translation>
        </message>
        <message>
            <source>Restoring makes it a draft again, not a valid invoice.</source>
            <translation>Restaurarea o face din nou ciornă, nu factură valabilă.</translation>
        </message>
        <message>
            <source>Keep cancelled</source>
            <translation>Renunță</translation>
        </message>
        <message>
            <source>Restore as draft</source>
            <translation>Restaurează ca ciornă</translation>
        </message>
        <message>
            <source>Restoring %1 …</source>
            <translation>Se restaurează %1 …</translation>
        </message>
        <message>
            <source>Restored ✓</source>
            <translation>Restaurată ✓</translation>
        </message>
        <message>
            <source>Reason for restoring</source>
            <translation>Motivul restaurării</translation>
        </message>
        <message>
            <source>Kept in the journal of this program; the server takes none.</source>
            <translation>Rămâne în jurnalul acestui program; serverul nu primește niciunul.</translation>
        </message>
        <message>
            <source>%1 refused the restore.</source>
            <translation>%1 a refuzat restaurarea.</translation>
        </message>
        <message>
            <source>Comment: “%1”</source>
            <translation>Comentariu: „%1”</translation>
        </message>
        <message>
            <source>Ask the supervisor…</source>
            <translation>Cere supervizorului…</translation>
        </message>
        <message>
            <source>The reason for cancelling vanishes from the invoice; the server's history and the journal keep it.</source>
            <translation>Motivul anulării dispare de pe factură; rămâne în istoricul serverului și în jurnal.</translation>
        </message>
        <message>
            <source>It is cancelled and your own; the supervisor restores it.</source>
            <translation>Este anulată și este proprie; o restaurează supervizorul.</translation>
        </message>
        <message>
            <source>After the restore of %1</source>
            <translation>După restaurarea facturii %1</translation>
        </message>
    </context>
    <context>
        <name>SaveViewDialog</name>
                <message>
            <source>Save this view</source>
            <translation>Salvați vizualizarea</translation>
        </message>
        <message>
            <source>Keeps the filters, the search and the order for this account, on this computer.</source>
            <translation>Păstrează filtrele, căutarea și ordinea pentru acest cont, pe acest calculator.</translation>
        </message>
        <message>
            <source>Name of the view</source>
            <translation>Numele vizualizării</translation>
        </message>
        <message>
            <source>Do not save</source>
            <translation>Renunță</translation>
        </message>
        <message>
            <source>Save view</source>
            <translation>Salvează</translation>
        </message>
        <message>
            <source>Replaces the saved view “%1”.</source>
            <translation>Înlocuiește vizualizarea salvată „%1”.</translation>
        </message>
        <message>
            <source>There is no room for more saved views. Remove one of them first.</source>
            <translation>Nu mai este loc pentru alte vizualizări salvate. Ștergeți întâi una dintre ele.</translation>
        </message>
    </context>
    <context>
        <name>SavedViewsList</name>
                <message>
            <source>Saved views</source>
            <translation>Vizualizări salvate</translation>
        </message>
        <message>
            <source>%1 (Delete removes the view)</source>
            <translation>%1 (Delete șterge vizualizarea)</translation>
        </message>
        <message>
            <source>Remove this view</source>
            <translation>Șterge vizualizarea</translation>
        </message>
    </context>
    <context>
        <name>SearchWords</name>
                <message>
            <source>client:</source>
            <comment>typed into the search, understood in both languages</comment>
            <translation>client:</translation>
        </message>
        <message>
            <source>cif:</source>
            <comment>typed into the search, understood in both languages</comment>
            <translation>cif:</translation>
        </message>
        <message>
            <source>number:</source>
            <comment>typed into the search, understood in both languages</comment>
            <translation>număr:</translation>
        </message>
        <message>
            <source>status:</source>
            <comment>typed into the search, understood in both languages</comment>
            <translation>stare:</translation>
        </message>
        <message>
            <source>total:</source>
            <comment>typed into the search, understood in both languages</comment>
            <translation>total:</translation>
        </message>
        <message>
            <source>date:</source>
            <comment>typed into the search, understood in both languages</comment>
            <translation>data:</translation>
        </message>
        <message>
            <source>reason:</source>
            <comment>typed into the search, understood in both languages</comment>
            <translation>motiv:</translation>
        </message>
        <message>
            <source>draft</source>
            <comment>a status, typed into the search</comment>
            <translation>ciornă</translation>
        </message>
        <message>
            <source>duplicate</source>
            <comment>a reason of cancellation, typed into the search</comment>
            <translation>dublă</translation>
        </message>
        <message>
            <source>Search number, client, CIF, amount or reason of cancellation.</source>
            <translation>Căutați după număr, client, CIF, sumă sau motivul anulării.</translation>
        </message>
        <message>
            <source>Narrow it by a field: %1</source>
            <translation>Restrângeți după un câmp: %1</translation>
        </message>
        <message>
            <source>Words between quotes must stand together.</source>
            <translation>Cuvintele dintre ghilimele trebuie să stea împreună.</translation>
        </message>
        <message>
            <source>A reason is found once the details of its invoice were downloaded.</source>
            <translation>Un motiv se găsește după ce au fost descărcate detaliile facturii.</translation>
        </message>
        <message>
            <source>“%1” is no amount. Write for example %2, %3 or %4.</source>
            <translation>„%1” nu este o sumă. Scrieți de exemplu %2, %3 sau %4.</translation>
        </message>
        <message>
            <source>“%1” is no date. Write for example %2, %3 or %4.</source>
            <translation>„%1” nu este o dată. Scrieți de exemplu %2, %3 sau %4.</translation>
        </message>
        <message>
            <source>“%1” is no status. Write for example %2, %3 or %4.</source>
            <translation>„%1” nu este o stare. Scrieți de exemplu %2, %3 sau %4.</translation>
        </message>
        <message>
            <source>issued</source>
            <comment>a status, typed into the search</comment>
            <translation>emisă</translation>
        </message>
        <message>
            <source>cancelled</source>
            <comment>a status, typed into the search</comment>
            <translation>anulate</translation>
        </message>
        <message>
            <source>CIF: %1</source>
            <translation>CIF: %1</translation>
        </message>
        <message>
            <source>Number: %1</source>
            <translation>Număr: %1</translation>
        </message>
        <message>
            <source>Reason: %1</source>
            <translation>Motiv: %1</translation>
        </message>
        <message>
            <source>Client: %1</source>
            <translation>Client: %1</translation>
        </message>
        <message>
            <source>Total up to %1</source>
            <translation>Total până la %1</translation>
        </message>
        <message>
            <source>Total under %1</source>
            <translation>Total sub %1</translation>
        </message>
        <message>
            <source>Total from %1</source>
            <translation>Total de la %1</translation>
        </message>
        <message>
            <source>Total over %1</source>
            <translation>Total peste %1</translation>
        </message>
        <message>
            <source>Total %1</source>
            <translation>Total %1</translation>
        </message>
        <message>
            <source>Total %1 to %2</source>
            <translation>Total de la %1 la %2</translation>
        </message>
        <message>
            <source>Issued until %1</source>
            <translation>Emise până la %1</translation>
        </message>
        <message>
            <source>Issued from %1</source>
            <translation>Emise de la %1</translation>
        </message>
        <message>
            <source>Issued on %1</source>
            <translation>Emise la %1</translation>
        </message>
        <message>
            <source>Issued in %1</source>
            <translation>Emise în %1</translation>
        </message>
        <message>
            <source>Issued %1 to %2</source>
            <translation>Emise între %1 și %2</translation>
        </message>
    </context>
    <context>
        <name>ServerPage</name>
                <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>API address</source>
            <translation>Adresa API</translation>
        </message>
        <message>
            <source>&amp;Test the connection</source>
            <translation>&amp;Testează conexiunea</translation>
        </message>
        <message>
            <source>none</source>
            <translation>niciunul</translation>
        </message>
        <message>
            <source>&amp;Web address</source>
            <translation>Adresa &amp;web</translation>
        </message>
        <message>
            <source>OAuth &amp;client ID</source>
            <translation>ID &amp;client OAuth</translation>
        </message>
        <message>
            <source>The sign-in with the browser begins at the web address and needs a client ID: register a public client in Storno, with the redirect address http://127.0.0.1/callback. Another server is chosen when you add an account.</source>
            <translation>Autentificarea prin browser începe la adresa web și are nevoie de un ID de client: înregistrați în Storno un client public, cu adresa de redirecționare http://127.0.0.1/callback. Alt server se alege la adăugarea unui cont.</translation>
        </message>
        <message>
            <source>Connection</source>
            <translation>Conexiune</translation>
        </message>
        <message>
            <source>The web address has to begin with https://. It was not changed: %1 stays in force.</source>
            <translation>Adresa web trebuie să înceapă cu https://. Nu a fost schimbată: rămâne valabilă %1.</translation>
        </message>
        <message>
            <source>A client ID has no spaces and no special letters. It was not changed.</source>
            <translation>Un ID de client nu are spații și nici litere speciale. Nu a fost schimbat.</translation>
        </message>
    </context>
    <context>
        <name>SessionBanner</name>
                <message>
            <source>Your organisation's rules for this computer cannot be relied on, so the strictest hold. Tell your administrator.</source>
            <translation>Regulile organizației pentru acest calculator nu sunt de încredere, așa că se aplică cele mai stricte. Anunțați administratorul.</translation>
        </message>
        <message>
            <source>You see this account as support staff. Nothing can be cancelled or restored.</source>
            <translation>Vedeți acest cont ca personal de asistență. Nimic nu poate fi anulat sau restaurat.</translation>
        </message>
        <message>
            <source>This computer has no safe place to keep the session. You will be asked to sign in again next time.</source>
            <translation>Acest calculator nu are un loc sigur pentru păstrarea sesiunii. Data viitoare vi se va cere să vă autentificați din nou.</translation>
        </message>
        <message>
            <source>Invoices are kept in memory only, since there is no safe place for the key of a local copy. Without the server nothing can be looked up after a restart.</source>
            <translation>Facturile se păstrează doar în memorie, fiindcă nu există un loc sigur pentru cheia copiei locale. Fără server, după repornire nu se poate consulta nimic.</translation>
        </message>
        <message>
            <source>The local copy belongs to a key that the keyring no longer holds. A new one is filled from the server.</source>
            <translation>Copia locală ține de o cheie care nu mai este în depozitul de parole. Una nouă se completează de pe server.</translation>
        </message>
        <message>
            <source>The local copy was damaged and set aside. A new one is filled from the server.</source>
            <translation>Copia locală era deteriorată și a fost pusă deoparte. Una nouă se completează de pe server.</translation>
        </message>
        <message>
            <source>The disk is full: what is new is not kept on this computer. Make room, then refresh.</source>
            <translation>Discul este plin: ce este nou nu se păstrează pe acest calculator. Eliberați spațiu, apoi actualizați.</translation>
        </message>
        <message>
            <source>The folder of the local copy may not be written: what is new is not kept on this computer.</source>
            <translation>În dosarul copiei locale nu se poate scrie: ce este nou nu se păstrează pe acest calculator.</translation>
        </message>
        <message>
            <source>Another program holds the local copy: what is new is not kept on this computer.</source>
            <translation>Alt program ține ocupată copia locală: ce este nou nu se păstrează pe acest calculator.</translation>
        </message>
        <message>
            <source>The disk failed: what is new is not kept on this computer.</source>
            <translation>Discul a dat o eroare: ce este nou nu se păstrează pe acest calculator.</translation>
        </message>
        <message>
            <source>The local copy was made by a newer version of this program and is left as it is: install that version again to use it. Invoices are kept in memory until the program ends.</source>
            <translation>Copia locală a fost făcută de o versiune mai nouă a programului și rămâne neatinsă: instalați din nou acea versiune ca să o folosiți. Facturile se țin în memorie până la închiderea programului.</translation>
        </message>
    </context>
    <context>
        <name>SessionLine</name>
                <message>
            <source>Close this notice</source>
            <translation>Închide mesajul</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
                <message>
            <source>Settings</source>
            <translation>Setări</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
    </context>
    <context>
        <name>SettledWords</name>
                <message>
            <source>Somebody else was faster with %1.</source>
            <translation>Altcineva a fost mai rapid la %1.</translation>
        </message>
        <message>
            <source>Somebody else was faster with %1: %2.</source>
            <translation>Altcineva a fost mai rapid la %1: %2.</translation>
        </message>
        <message>
            <source>The request for %1 had arrived; since then its status has become “%2”.</source>
            <translation>Cererea pentru %1 ajunsese; de atunci starea a devenit „%2”.</translation>
        </message>
        <message>
            <source>Nothing happened to %1: the request never arrived. You can try again.</source>
            <translation>Cu %1 nu s-a întâmplat nimic: cererea nu a ajuns. Puteți încerca din nou.</translation>
        </message>
        <message>
            <source>%1 is cancelled: the request had arrived.</source>
            <translation>%1 este anulată: cererea ajunsese.</translation>
        </message>
        <message>
            <source>%1 is a draft again: the request had arrived.</source>
            <translation>%1 este din nou ciornă: cererea ajunsese.</translation>
        </message>
        <message>
            <source>The storno draft of %1 was created: the request had arrived.</source>
            <translation>Ciorna storno pentru %1 a fost creată: cererea ajunsese.</translation>
        </message>
        <message>
            <source>The public link of %1 is closed: the request had arrived.</source>
            <translation>Linkul public al facturii %1 este închis: cererea ajunsese.</translation>
        </message>
        <message>
            <source>%1 is no longer on the server; whether the request had arrived before, nothing tells.</source>
            <translation>%1 nu mai este pe server; dacă cererea ajunsese înainte nu se mai poate afla.</translation>
        </message>
    </context>
    <context>
        <name>SettlingView</name>
                <message>
            <source>Check now</source>
            <translation>Verifică acum</translation>
        </message>
        <message>
            <source>Somebody else was faster.</source>
            <translation>Altcineva a fost mai rapid.</translation>
        </message>
        <message>
            <source>Outcome unknown. Do not repeat; checking with the server.</source>
            <translation>Rezultat necunoscut. Nu repetați; verificăm pe server.</translation>
        </message>
        <message>
            <source>Reason sent: “%1”</source>
            <translation>Motiv trimis: „%1”</translation>
        </message>
        <message>
            <source>Last checked at %1. It goes on checking by itself.</source>
            <translation>Verificat la %1. Verificarea continuă de la sine.</translation>
        </message>
        <message>
            <source>Checked at %1.</source>
            <translation>Verificat la %1.</translation>
        </message>
        <message>
            <source>Reading back shows that the request arrived.</source>
            <translation>Recitirea arată că cererea a ajuns.</translation>
        </message>
        <message>
            <source>So far the status of %1 is “%2”. A late request may still land.</source>
            <translation>Deocamdată, starea facturii %1 este „%2”. O cerere întârziată mai poate ajunge.</translation>
        </message>
        <message>
            <source>The invoice could not be read back (%1).</source>
            <translation>Factura nu a putut fi recitită (%1).</translation>
        </message>
        <message>
            <source>%1 is cancelled, but not by this request.</source>
            <translation>%1 este anulată, dar nu prin această cerere.</translation>
        </message>
        <message>
            <source>%1 is a draft again, but not by this request.</source>
            <translation>%1 este din nou ciornă, dar nu prin această cerere.</translation>
        </message>
        <message>
            <source>%1 was cancelled by %2 on %3, not by this request.</source>
            <translation>%1 a fost anulată de %2 la %3, nu prin această cerere.</translation>
        </message>
        <message>
            <source>%1 was restored by %2 on %3, not by this request.</source>
            <translation>%1 a fost restaurată de %2 la %3, nu prin această cerere.</translation>
        </message>
        <message>
            <source>It happened.</source>
            <translation>S-a făcut.</translation>
        </message>
        <message>
            <source>It did not happen.</source>
            <translation>Nu s-a făcut.</translation>
        </message>
        <message>
            <source>The request arrived; since then the status of %1 has become “%2”.</source>
            <translation>Cererea a ajuns; de atunci starea facturii %1 a devenit „%2”.</translation>
        </message>
        <message>
            <source>The request never arrived, and by now it cannot any more: the status of %1 is still “%2”.</source>
            <translation>Cererea nu a ajuns, iar acum nu mai poate ajunge: starea facturii %1 este tot „%2”.</translation>
        </message>
        <message>
            <source>The request never arrived, and by now it cannot any more: %1 has no storno draft.</source>
            <translation>Cererea nu a ajuns, iar acum nu mai poate ajunge: %1 nu are ciornă storno.</translation>
        </message>
        <message>
            <source>The request never arrived, and by now it cannot any more: the link of %1 is still open.</source>
            <translation>Cererea nu a ajuns, iar acum nu mai poate ajunge: linkul facturii %1 este tot deschis.</translation>
        </message>
        <message>
            <source>So far %1 has no storno draft. A late request may still land.</source>
            <translation>Deocamdată, %1 nu are ciornă storno. O cerere întârziată mai poate ajunge.</translation>
        </message>
        <message>
            <source>So far the public link of %1 is open. A late request may still land.</source>
            <translation>Deocamdată, linkul public al facturii %1 este deschis. O cerere întârziată mai poate ajunge.</translation>
        </message>
        <message>
            <source>The storno of %1 was made by %2 on %3, not by this request.</source>
            <translation>Factura storno pentru %1 a fost creată de %2 la %3, nu prin această cerere.</translation>
        </message>
        <message>
            <source>%1 has a storno, but not by this request.</source>
            <translation>%1 are factură storno, dar nu prin această cerere.</translation>
        </message>
        <message>
            <source>The public link of %1 is closed, but not by this request.</source>
            <translation>Linkul public al facturii %1 este închis, dar nu prin această cerere.</translation>
        </message>
        <message>
            <source>The outcome cannot be told any more.</source>
            <translation>Rezultatul nu se mai poate afla.</translation>
        </message>
        <message>
            <source>%1 is no longer on the server; whether it had been cancelled by this request, nothing tells.</source>
            <translation>%1 nu mai este pe server; dacă fusese anulată prin această cerere nu se mai poate afla.</translation>
        </message>
        <message>
            <source>%1 is no longer on the server; whether it had been restored by this request, nothing tells.</source>
            <translation>%1 nu mai este pe server; dacă fusese restaurată prin această cerere nu se mai poate afla.</translation>
        </message>
        <message>
            <source>%1 is no longer on the server; whether its storno draft was created, nothing tells. Look for it among the drafts.</source>
            <translation>%1 nu mai este pe server; dacă i s-a creat ciorna de stornare nu se mai poate afla. Căutați-o printre ciorne.</translation>
        </message>
        <message>
            <source>%1 is no longer on the server; whether its public link had been closed, nothing tells.</source>
            <translation>%1 nu mai este pe server; dacă linkul ei public fusese închis nu se mai poate afla.</translation>
        </message>
    </context>
    <context>
        <name>Shortcuts</name>
                <message>
            <source>Search</source>
            <translation>Caută</translation>
        </message>
        <message>
            <source>Refresh the list</source>
            <translation>Actualizează lista</translation>
        </message>
        <message>
            <source>Open the details of the chosen invoice</source>
            <translation>Deschide detaliile facturii alese</translation>
        </message>
        <message>
            <source>Show or hide the details</source>
            <translation>Arată sau ascunde detaliile</translation>
        </message>
        <message>
            <source>Restore the chosen invoice…</source>
            <translation>Restaurează factura aleasă…</translation>
        </message>
        <message>
            <source>Copy the number of the chosen invoice</source>
            <translation>Copiază numărul facturii alese</translation>
        </message>
        <message>
            <source>Save the list to a file</source>
            <translation>Salvează lista într-un fișier</translation>
        </message>
        <message>
            <source>Print the list</source>
            <translation>Tipărește lista</translation>
        </message>
        <message>
            <source>Lock the window</source>
            <translation>Blochează fereastra</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Setări</translation>
        </message>
        <message>
            <source>Go to a view on the left</source>
            <translation>Mergi la o listă din stânga</translation>
        </message>
        <message>
            <source>In the search field: clear it and go to the list</source>
            <translation>În câmpul de căutare: golește-l și mergi la listă</translation>
        </message>
        <message>
            <source>In a dialog: check again on the server</source>
            <translation>Într-o fereastră: verifică din nou pe server</translation>
        </message>
        <message>
            <source>In a dialog: carry out the act</source>
            <translation>Într-o fereastră: execută operațiunea</translation>
        </message>
        <message>
            <source>Show these keys</source>
            <translation>Arată aceste taste</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Ieșire</translation>
        </message>
        <message>
            <source>Show the journal</source>
            <translation>Arată jurnalul</translation>
        </message>
        <message>
            <source>Cancel the chosen invoices…</source>
            <translation>Anulează facturile alese…</translation>
        </message>
        <message>
            <source>Choose another invoice too (go there with Ctrl and the arrows)</source>
            <translation>Alege încă o factură (mergeți la ea cu Ctrl și săgețile)</translation>
        </message>
        <message>
            <source>Go to the notice at the bottom, Esc closes it</source>
            <translation>Mergi la mesajul de jos; Esc îl închide</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
                <message>
            <source>Keyboard shortcuts</source>
            <translation>Scurtături de la tastatură</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
    </context>
    <context>
        <name>SignInDialog</name>
                <message>
            <source>You can close this page and go back to Storno Desktop.</source>
            <translation>Puteți închide această pagină și reveni în Storno Desktop.</translation>
        </message>
        <message>
            <source>Sign in with the browser</source>
            <translation>Autentificare cu browserul</translation>
        </message>
        <message>
            <source>This account asks for a second step.</source>
            <translation>Contul cere un al doilea pas.</translation>
        </message>
        <message>
            <source>Five codes were not right, so the server ended this attempt.</source>
            <translation>Cinci coduri au fost greșite, așa că serverul a încheiat această încercare.</translation>
        </message>
        <message>
            <source>The time for the code is over, or there were too many tries.</source>
            <translation>Timpul pentru cod a expirat sau au fost prea multe încercări.</translation>
        </message>
        <message>
            <source>Type the newest code. If it goes on, check the clock of this computer and phone.</source>
            <translation>Scrieți codul cel mai nou. Dacă se repetă, verificați ceasul telefonului și al calculatorului.</translation>
        </message>
        <message>
            <source>Type it again, or choose another method.</source>
            <translation>Scrieți-l din nou sau alegeți altă metodă.</translation>
        </message>
        <message>
            <source>The five minutes for the code are over.</source>
            <translation>Cele cinci minute pentru cod au trecut.</translation>
        </message>
        <message>
            <source>What you typed is kept: press Sign in to begin again.</source>
            <translation>Ce ați scris se păstrează: apăsați Autentificare pentru a începe din nou.</translation>
        </message>
    </context>
    <context>
        <name>SignInServer</name>
                <message>
            <source>&amp;Check</source>
            <translation>&amp;Verifică</translation>
        </message>
        <message>
            <source>&amp;More</source>
            <translation>&amp;Mai mult</translation>
        </message>
        <message>
            <source>&amp;Server</source>
            <translation>&amp;Server</translation>
        </message>
        <message>
            <source>&amp;Web address</source>
            <translation>Adresa &amp;web</translation>
        </message>
        <message>
            <source>Client &amp;ID</source>
            <translation>&amp;ID client</translation>
        </message>
        <message>
            <source>For servers of your own: where people open Storno, and the OAuth client of this program.</source>
            <translation>Pentru servere proprii: unde se deschide Storno în browser și clientul OAuth al acestui program.</translation>
        </message>
        <message>
            <source>Checking the server…</source>
            <translation>Se verifică serverul…</translation>
        </message>
        <message>
            <source>Storno %1 answers (%2 ms).</source>
            <translation>Storno %1 răspunde (%2 ms).</translation>
        </message>
        <message>
            <source>No Storno server answers at this address.</source>
            <translation>La această adresă nu răspunde un server Storno.</translation>
        </message>
        <message numerus="yes">
            <source>The clock of this computer is %n minute(s) behind: correct it.</source>
            <translation>
                <numerusform>Ceasul acestui calculator este în urmă cu %n minut: potriviți-l.</numerusform>
                <numerusform>Ceasul acestui calculator este în urmă cu %n minute: potriviți-l.</numerusform>
                <numerusform>Ceasul acestui calculator este în urmă cu %n de minute: potriviți-l.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The clock of this computer is %n minute(s) ahead: correct it.</source>
            <translation>
                <numerusform>Ceasul acestui calculator este înainte cu %n minut: potriviți-l.</numerusform>
                <numerusform>Ceasul acestui calculator este înainte cu %n minute: potriviți-l.</numerusform>
                <numerusform>Ceasul acestui calculator este înainte cu %n de minute: potriviți-l.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not checked yet.</source>
            <translation>Neverificat încă.</translation>
        </message>
    </context>
    <context>
        <name>SignInSheet</name>
                <message>
            <source>Sign in to Storno</source>
            <translation>Autentificare în Storno</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Înapoi</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Autentificare</translation>
        </message>
        <message>
            <source>Way of signing in</source>
            <translation>Modul de autentificare</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Cont</translation>
        </message>
        <message>
            <source>Your session has ended. Sign in again; what you typed is kept.</source>
            <translation>Sesiunea s-a încheiat. Autentificați-vă din nou; ce ați scris se păstrează.</translation>
        </message>
        <message>
            <source>With the account that you use on the web. The password is not stored.</source>
            <translation>Cu același cont ca pe web. Parola nu se păstrează.</translation>
        </message>
        <message>
            <source>Wait %1</source>
            <translation>Așteptați %1</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuă</translation>
        </message>
        <message>
            <source>Open the browser</source>
            <translation>Deschide browserul</translation>
        </message>
        <message>
            <source>Supervisor's sign-in</source>
            <translation>Autentificarea supervizorului</translation>
        </message>
        <message>
            <source>The supervisor signs in here, with their own account. Your session stays open; theirs ends with this restore and is not kept.</source>
            <translation>Supervizorul se autentifică aici, cu contul propriu. Sesiunea dumneavoastră rămâne deschisă; a lui se încheie cu această restaurare și nu se păstrează.</translation>
        </message>
        <message>
            <source>Supervisor elsewhere…</source>
            <translation>Supervizor în altă parte…</translation>
        </message>
        <message>
            <source>Saves a request as a file, for a supervisor at another computer</source>
            <translation>Salvează o cerere ca fișier, pentru un supervizor de la alt calculator</translation>
        </message>
    </context>
    <context>
        <name>SignInWords</name>
                <message>
            <source>No Storno server answers at this address.</source>
            <translation>La această adresă nu răspunde un server Storno.</translation>
        </message>
        <message>
            <source>The server does not accept this API key (wrong, revoked or expired).</source>
            <translation>Serverul nu acceptă această cheie API (greșită, revocată sau expirată).</translation>
        </message>
        <message>
            <source>The server does not accept what the browser brought.</source>
            <translation>Serverul nu acceptă răspunsul adus de browser.</translation>
        </message>
        <message>
            <source>Nothing came back from the browser in time.</source>
            <translation>Din browser nu a venit niciun răspuns la timp.</translation>
        </message>
        <message>
            <source>Check the address letter by letter; it is the API's, not the web page's.</source>
            <translation>Verificați adresa literă cu literă; este cea a API-ului, nu a paginii web.</translation>
        </message>
        <message>
            <source>Copy the key again, or make a new one on the web.</source>
            <translation>Copiați cheia din nou sau creați alta pe web.</translation>
        </message>
        <message>
            <source>Begin again: an answer of the browser is good for one try.</source>
            <translation>Începeți din nou: un răspuns al browserului este bun pentru o singură încercare.</translation>
        </message>
        <message>
            <source>Begin again when you are ready.</source>
            <translation>Începeți din nou când sunteți gata.</translation>
        </message>
        <message>
            <source>Ask your administrator for the client ID and type it under „More”.</source>
            <translation>Cereți administratorului ID-ul de client și scrieți-l la „Mai mult”.</translation>
        </message>
        <message>
            <source>Nothing was changed. Use a key of the account that was open.</source>
            <translation>Nu s-a schimbat nimic. Folosiți o cheie a contului care era deschis.</translation>
        </message>
        <message>
            <source>The code is not right.</source>
            <translation>Codul nu este corect.</translation>
        </message>
        <message>
            <source>Type the server's address.</source>
            <translation>Scrieți adresa serverului.</translation>
        </message>
        <message>
            <source>This is not an address. It looks like https://api.storno.ro</source>
            <translation>Aceasta nu este o adresă. Ea arată astfel: https://api.storno.ro</translation>
        </message>
        <message>
            <source>Only addresses that begin with https:// are accepted; http:// only on this computer.</source>
            <translation>Se acceptă doar adrese care încep cu https://; http:// doar pe acest calculator.</translation>
        </message>
        <message>
            <source>Remove the name and the password from the address.</source>
            <translation>Scoateți numele și parola din adresă.</translation>
        </message>
        <message>
            <source>This computer has no keyring where a session could be kept safely.</source>
            <translation>Acest calculator nu are un depozit de parole în care sesiunea să poată fi păstrată în siguranță.</translation>
        </message>
        <message>
            <source>This computer's keyring writes secrets into plain files; it is not used.</source>
            <translation>Depozitul de parole al acestui calculator scrie secretele în fișiere obișnuite; nu este folosit.</translation>
        </message>
        <message>
            <source>This computer's keyring is locked or does not work.</source>
            <translation>Depozitul de parole al acestui calculator este blocat sau nu funcționează.</translation>
        </message>
        <message>
            <source>This computer's keyring does not answer.</source>
            <translation>Depozitul de parole al acestui calculator nu răspunde.</translation>
        </message>
        <message>
            <source>Passwo&amp;rd</source>
            <translation>Paro&amp;la</translation>
        </message>
        <message>
            <source>&amp;Browser</source>
            <translation>&amp;Browser</translation>
        </message>
        <message>
            <source>&amp;API key</source>
            <translation>Cheie &amp;API</translation>
        </message>
        <message>
            <source>Code from the authenticator app</source>
            <translation>Cod din aplicația de autentificare</translation>
        </message>
        <message>
            <source>Backup code</source>
            <translation>Cod de rezervă</translation>
        </message>
        <message>
            <source>Code sent by e-mail</source>
            <translation>Cod trimis prin e-mail</translation>
        </message>
        <message>
            <source>Passkey</source>
            <translation>Cheie de acces (passkey)</translation>
        </message>
    </context>
    <context>
        <name>SignOutDialog</name>
                <message>
            <source>Also &amp;remove what this computer knows of this account</source>
            <translation>&amp;Elimină și ce știe acest calculator despre acest cont</translation>
        </message>
        <message>
            <source>An act is under way. It is carried through first.</source>
            <translation>O operațiune este în curs. Mai întâi se duce până la capăt.</translation>
        </message>
        <message>
            <source>The session is removed from this computer's keyring.</source>
            <translation>Sesiunea se șterge din depozitul de parole al acestui calculator.</translation>
        </message>
        <message>
            <source>The access that the browser gave is ended on the server too.</source>
            <translation>Accesul acordat prin browser se încheie și pe server.</translation>
        </message>
        <message>
            <source>The API key itself stays valid. If need be, delete it in Storno.</source>
            <translation>Cheia API rămâne valabilă. Dacă este nevoie, ștergeți-o în Storno.</translation>
        </message>
        <message>
            <source>Next time you need the password again.</source>
            <translation>Data viitoare aveți din nou nevoie de parolă.</translation>
        </message>
        <message>
            <source>Forgotten are its entry in the list of accounts, the company opened last, the lock's passphrase, and the local copy of its invoices with what is prepared in it.</source>
            <translation>Se uită intrarea lui din lista de conturi, firma deschisă ultima, parola locală de deblocare și copia locală a facturilor lui, cu ce este pregătit în ea.</translation>
        </message>
        <message>
            <source>Waiting for the act under way, then signing out…</source>
            <translation>Se așteaptă operațiunea în curs, apoi urmează deconectarea…</translation>
        </message>
        <message>
            <source>Signing out…</source>
            <translation>Deconectare în curs…</translation>
        </message>
        <message>
            <source>The server could not be told. End the access in Storno, in the settings of your account, under the authorised applications.</source>
            <translation>Serverul nu a putut fi anunțat. Încheiați accesul în Storno, în setările contului, la aplicațiile autorizate.</translation>
        </message>
        <message>
            <source>The keyring did not give the entry up. Open the keyring of this computer and remove “Storno Desktop” there by hand.</source>
            <translation>Depozitul de parole nu a cedat intrarea. Deschideți depozitul de parole al acestui calculator și ștergeți acolo manual „Storno Desktop”.</translation>
        </message>
        <message>
            <source>You are signed out here, but something is left to do.</source>
            <translation>Aici sunteți deconectat, dar a mai rămas ceva de făcut.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>Remove %1 from this computer?</source>
            <translation>Eliminați %1 de pe acest calculator?</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Renunță</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Elimină</translation>
        </message>
        <message>
            <source>Sign out of %1?</source>
            <translation>Vă deconectați de la %1?</translation>
        </message>
        <message>
            <source>Keep me signed in</source>
            <translation>Renunță</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Deconectare</translation>
        </message>
        <message numerus="yes">
            <source>%n prepared cancellation(s) will be lost, unsent.</source>
            <translation>
                <numerusform>%n anulare pregătită se pierde, netrimisă.</numerusform>
                <numerusform>%n anulări pregătite se pierd, netrimise.</numerusform>
                <numerusform>%n de anulări pregătite se pierd, netrimise.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n prepared cancellation(s) stay(s) on this computer, unsent, until you sign in again.</source>
            <translation>
                <numerusform>%n anulare pregătită rămâne pe acest calculator, netrimisă, până vă autentificați din nou.</numerusform>
                <numerusform>%n anulări pregătite rămân pe acest calculator, netrimise, până vă autentificați din nou.</numerusform>
                <numerusform>%n de anulări pregătite rămân pe acest calculator, netrimise, până vă autentificați din nou.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SkeletonRows</name>
                <message>
            <source>Loading</source>
            <translation>Se încarcă</translation>
        </message>
    </context>
    <context>
        <name>StatusWords</name>
                <message>
            <source>Drafts</source>
            <translation>Ciorne</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Primite</translation>
        </message>
        <message>
            <source>Issued</source>
            <translation>Emise</translation>
        </message>
        <message>
            <source>Sent to ANAF</source>
            <translation>Trimise la ANAF</translation>
        </message>
        <message>
            <source>Validated</source>
            <translation>Validate</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Respinse</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Anulate</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Plătite</translation>
        </message>
        <message>
            <source>Partly paid</source>
            <translation>Plătite parțial</translation>
        </message>
        <message>
            <source>Overdue</source>
            <translation>Restante</translation>
        </message>
        <message>
            <source>Converted</source>
            <translation>Convertite</translation>
        </message>
        <message>
            <source>Storno</source>
            <translation>Storno</translation>
        </message>
        <message>
            <source>Reversed</source>
            <translation>Stornate</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>Altele</translation>
        </message>
        <message>
            <source>Outgoing</source>
            <translation>Emise de firmă</translation>
        </message>
        <message>
            <source>Incoming</source>
            <translation>Primite de firmă</translation>
        </message>
        <message>
            <source>Direction not known</source>
            <translation>Sens necunoscut</translation>
        </message>
        <message>
            <source>Issued – can be cancelled</source>
            <translation>Emise – se pot anula</translation>
        </message>
        <message>
            <source>Cancelled – restorable</source>
            <translation>Anulate – se pot restaura</translation>
        </message>
        <message>
            <source>Cancelled – window passed</source>
            <translation>Anulate – termen depășit</translation>
        </message>
        <message>
            <source>Prepared, not cancelled</source>
            <translation>Pregătite, neanulate</translation>
        </message>
        <message>
            <source>To be checked</source>
            <translation>De verificat</translation>
        </message>
    </context>
    <context>
        <name>StayChoice</name>
                <message>
            <source>&amp;Keep me signed in on this computer</source>
            <translation>Păs&amp;trează-mă autentificat pe acest calculator</translation>
        </message>
        <message>
            <source>Your organisation decides this.</source>
            <translation>Organizația dumneavoastră hotărăște acest lucru.</translation>
        </message>
    </context>
    <context>
        <name>StornoDialog</name>
                <message>
            <source>Checking the invoice on the server …</source>
            <translation>Se verifică factura pe server …</translation>
        </message>
        <message>
            <source>Open %1 in Storno.ro</source>
            <translation>Deschide %1 în Storno.ro</translation>
        </message>
        <message>
            <source>It has a storno already; a second one is not made.</source>
            <translation>Are deja o factură storno; a doua nu se face.</translation>
        </message>
        <message>
            <source>No storno can be made of it here.</source>
            <translation>De aici nu se poate storna.</translation>
        </message>
        <message>
            <source>Not everything could be checked.</source>
            <translation>Nu s-a putut verifica totul.</translation>
        </message>
        <message>
            <source>A storno draft reverses the whole invoice. You issue it in Storno.ro.</source>
            <translation>Ciorna storno inversează toată factura. O emiteți în Storno.ro.</translation>
        </message>
        <message>
            <source>A draft of %1 is made, with every line of %2 reversed.</source>
            <translation>Se creează o ciornă de %1, cu toate liniile din %2 inversate.</translation>
        </message>
        <message>
            <source>Nothing is issued and nobody is told. It gets its number when you issue it.</source>
            <translation>Nu se emite nimic și nimeni nu este anunțat. Primește număr la emitere.</translation>
        </message>
        <message>
            <source>Only then does %1 count as reversed.</source>
            <translation>Abia atunci %1 devine stornată.</translation>
        </message>
        <message>
            <source>Until then %1 can neither be cancelled nor reversed again.</source>
            <translation>Până atunci, %1 nu se poate anula și nici storna din nou.</translation>
        </message>
        <message>
            <source>The sending of %1 to SPV planned for %2 goes on.</source>
            <translation>Trimiterea facturii %1 în SPV, programată pentru %2, nu se oprește.</translation>
        </message>
        <message>
            <source>What has been paid (%1) stays recorded.</source>
            <translation>Ce s-a încasat (%1) rămâne înregistrat.</translation>
        </message>
        <message>
            <source>Storno of %1</source>
            <translation>Stornarea facturii %1</translation>
        </message>
        <message>
            <source>Create a storno (credit note) for %1?</source>
            <translation>Creați factură storno pentru %1?</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Renunță</translation>
        </message>
        <message>
            <source>Create storno draft</source>
            <translation>Creează ciorna storno</translation>
        </message>
        <message>
            <source>Creating the storno draft of %1 …</source>
            <translation>Se creează ciorna storno pentru %1 …</translation>
        </message>
        <message>
            <source>Created ✓</source>
            <translation>Creată ✓</translation>
        </message>
    </context>
    <context>
        <name>StornoResult</name>
                <message>
            <source>The storno draft of %1 was created.</source>
            <translation>Ciorna storno pentru %1 a fost creată.</translation>
        </message>
        <message>
            <source>It could not be read yet; in Storno.ro it stands with the invoice.</source>
            <translation>Nu a putut fi citită încă; în Storno.ro o găsiți la factură.</translation>
        </message>
        <message>
            <source>Storno draft %1 was created: %2.</source>
            <translation>Ciorna storno %1 a fost creată: %2.</translation>
        </message>
        <message>
            <source>Check it and issue it in Storno.ro. Until it is issued, %1 stands as it is.</source>
            <translation>Verificați-o și emiteți-o în Storno.ro. Până la emitere, %1 rămâne neschimbată.</translation>
        </message>
        <message>
            <source>Open in Storno.ro</source>
            <translation>Deschide în Storno.ro</translation>
        </message>
    </context>
    <context>
        <name>UpdateDesk</name>
                <message>
            <source>Version %1 of this program can be had.</source>
            <translation>Este disponibilă versiunea %1 a programului.</translation>
        </message>
        <message>
            <source>What is new…</source>
            <translation>Ce este nou…</translation>
        </message>
    </context>
    <context>
        <name>UpdateDialog</name>
                <message>
            <source>Version %1</source>
            <translation>Versiunea %1</translation>
        </message>
        <message>
            <source>What is new</source>
            <translation>Ce este nou</translation>
        </message>
        <message>
            <source>&amp;Open the page</source>
            <translation>&amp;Deschide pagina</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>The program installs nothing by itself: the page tells how to get the new version.</source>
            <translation>Programul nu instalează nimic de la sine: pagina arată cum obțineți noua versiune.</translation>
        </message>
        <message>
            <source>No browser could be opened. The address is: %1</source>
            <translation>Nu s-a putut deschide niciun browser. Adresa este: %1</translation>
        </message>
    </context>
    <context>
        <name>ViewWords</name>
                <message>
            <source>currency %1</source>
            <translation>moneda %1</translation>
        </message>
        <message>
            <source>issued from %1</source>
            <translation>emise de la %1</translation>
        </message>
        <message>
            <source>issued until %1</source>
            <translation>emise până la %1</translation>
        </message>
        <message>
            <source>total from %1</source>
            <translation>total de la %1</translation>
        </message>
        <message>
            <source>total up to %1</source>
            <translation>total până la %1</translation>
        </message>
        <message>
            <source>search “%1”</source>
            <translation>căutare „%1”</translation>
        </message>
        <message>
            <source>%1, descending</source>
            <translation>%1, descrescător</translation>
        </message>
        <message>
            <source>%1, ascending</source>
            <translation>%1, crescător</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>Furnizor</translation>
        </message>
        <message>
            <source>Partner</source>
            <translation>Partener</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Număr</translation>
        </message>
        <message>
            <source>Issue date</source>
            <translation>Data emiterii</translation>
        </message>
        <message>
            <source>CIF</source>
            <translation>CIF</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Plătit</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Stare</translation>
        </message>
        <message>
            <source>Cancelled on</source>
            <translation>Anulată la</translation>
        </message>
        <message>
            <source>Days left to restore</source>
            <translation>Zile rămase pentru restaurare</translation>
        </message>
        <message>
            <source>Due date</source>
            <translation>Scadența</translation>
        </message>
    </context>
    <context>
        <name>ViewsPane</name>
                <message>
            <source>Saved views</source>
            <translation>Vizualizări salvate</translation>
        </message>
        <message>
            <source>Views</source>
            <translation>Liste</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Deconectare</translation>
        </message>
        <message>
            <source>Read-only company: nothing can be cancelled or restored.</source>
            <translation>Firmă doar pentru citire: nimic nu se poate anula sau restaura.</translation>
        </message>
        <message>
            <source>All outgoing</source>
            <translation>Toate cele emise</translation>
        </message>
        <message>
            <source>All incoming</source>
            <translation>Toate cele primite</translation>
        </message>
        <message>
            <source>Waiting for approval: %1</source>
            <translation>Așteaptă aprobarea: %1</translation>
        </message>
        <message numerus="yes">
            <source>%n of them can be restored for %1 more days at most</source>
            <translation>
                <numerusform>Una dintre ele mai poate fi restaurată cel mult %1 zile</numerusform>
                <numerusform>%n dintre ele mai pot fi restaurate cel mult %1 zile</numerusform>
                <numerusform>%n dintre ele mai pot fi restaurate cel mult %1 zile</numerusform>
            </translation>
        </message>
        <message>
            <source>Something is still open about them</source>
            <translation>Ceva este încă deschis la acestea</translation>
        </message>
    </context>
    <context>
        <name>WindowGuard</name>
                <message>
            <source>Something is still under way.</source>
            <translation>Ceva este încă în lucru.</translation>
        </message>
        <message>
            <source>Wait until it is finished, then quit. Its result is kept meanwhile.</source>
            <translation>Așteptați să se termine, apoi ieșiți. Rezultatul se păstrează între timp.</translation>
        </message>
    </context>
    <context>
        <name>WindowMenus</name>
                <message>
            <source>&amp;Invoice</source>
            <translation>&amp;Factură</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Vizualizare</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>A&amp;jutor</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>&amp;Scurtături de la tastatură</translation>
        </message>
        <message>
            <source>&amp;Cancel invoice…</source>
            <translation>&amp;Anulează factura…</translation>
        </message>
        <message>
            <source>&amp;Restore…</source>
            <translation>&amp;Restaurează…</translation>
        </message>
        <message>
            <source>&amp;Open details</source>
            <translation>&amp;Deschide detaliile</translation>
        </message>
        <message>
            <source>Copy &amp;number</source>
            <translation>Copiază &amp;numărul</translation>
        </message>
        <message>
            <source>Save the &amp;list…</source>
            <translation>Salvează &amp;lista…</translation>
        </message>
        <message>
            <source>&amp;Print the list…</source>
            <translation>&amp;Tipărește lista…</translation>
        </message>
        <message>
            <source>&amp;View the PDF</source>
            <translation>&amp;Vezi PDF-ul</translation>
        </message>
        <message>
            <source>Save the invoice as P&amp;DF…</source>
            <translation>Salvează factura ca P&amp;DF…</translation>
        </message>
        <message>
            <source>Prin&amp;t the invoice…</source>
            <translation>Ti&amp;părește factura…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Ieșire</translation>
        </message>
        <message>
            <source>&amp;Refresh</source>
            <translation>A&amp;ctualizează</translation>
        </message>
        <message>
            <source>&amp;Search</source>
            <translation>Ca&amp;ută</translation>
        </message>
        <message>
            <source>Show or hide &amp;details</source>
            <translation>Arată sau ascunde &amp;detaliile</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>&amp;Limba</translation>
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation>&amp;Tema</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Ca sistemul</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Luminoasă</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Întunecată</translation>
        </message>
        <message>
            <source>&amp;Keep the PDF on this computer</source>
            <translation>Păstrează PD&amp;F-ul pe acest calculator</translation>
        </message>
        <message>
            <source>&amp;Journal</source>
            <translation>&amp;Jurnal</translation>
        </message>
        <message>
            <source>&amp;Unfinished cancellations…</source>
            <translation>Anulări &amp;neterminate…</translation>
        </message>
        <message>
            <source>Cancelled nu&amp;mbers (D394)…</source>
            <translation>Nu&amp;mere anulate (D394)…</translation>
        </message>
        <message>
            <source>Pr&amp;epare the cancellation…</source>
            <translation>Pr&amp;egătește anularea…</translation>
        </message>
        <message>
            <source>Create &amp;storno (credit note)…</source>
            <translation>Creează factură &amp;storno…</translation>
        </message>
        <message>
            <source>&amp;Diagnostics…</source>
            <translation>&amp;Diagnostic…</translation>
        </message>
        <message>
            <source>Requests for &amp;approval…</source>
            <translation>Cereri de apro&amp;bare…</translation>
        </message>
        <message>
            <source>Open a request &amp;file…</source>
            <translation>Desc&amp;hide o cerere…</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
                <message>
            <source>Draft</source>
            <translation>Ciornă</translation>
        </message>
        <message>
            <source>Issued</source>
            <translation>Emisă</translation>
        </message>
        <message>
            <source>Sent to ANAF</source>
            <translation>Trimisă la ANAF</translation>
        </message>
        <message>
            <source>Validated</source>
            <translation>Validată</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Respinsă</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Anulată</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Plătită</translation>
        </message>
        <message>
            <source>Partly paid</source>
            <translation>Plătită parțial</translation>
        </message>
        <message>
            <source>Overdue</source>
            <translation>Restantă</translation>
        </message>
        <message>
            <source>Storno</source>
            <translation>Storno</translation>
        </message>
        <message>
            <source>Reversed</source>
            <translation>Stornată</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Primită</translation>
        </message>
        <message>
            <source>Converted</source>
            <translation>Convertită</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Necunoscută</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Proprietar</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>Administrator</translation>
        </message>
        <message>
            <source>Accountant</source>
            <translation>Contabil</translation>
        </message>
        <message>
            <source>Employee</source>
            <translation>Angajat</translation>
        </message>
        <message>
            <source>Bank transfer</source>
            <translation>Transfer bancar</translation>
        </message>
        <message>
            <source>Cash</source>
            <translation>Numerar</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Card</translation>
        </message>
        <message>
            <source>Other method</source>
            <translation>Altă metodă</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>trimis</translation>
        </message>
        <message>
            <source>delivered</source>
            <translation>livrat</translation>
        </message>
        <message>
            <source>returned, not delivered</source>
            <translation>returnat, nelivrat</translation>
        </message>
        <message>
            <source>sending failed</source>
            <translation>trimitere eșuată</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Creată</translation>
        </message>
        <message>
            <source>Storno issued</source>
            <translation>Storno emis</translation>
        </message>
        <message>
            <source>Validated by ANAF</source>
            <translation>Validată de ANAF</translation>
        </message>
        <message>
            <source>Rejected by ANAF</source>
            <translation>Respinsă de ANAF</translation>
        </message>
        <message>
            <source>Seen in SPV</source>
            <translation>Văzută în SPV</translation>
        </message>
        <message>
            <source>Restored as draft</source>
            <translation>Restaurată ca ciornă</translation>
        </message>
        <message>
            <source>Reversed by a storno</source>
            <translation>Stornată</translation>
        </message>
        <message>
            <source>Storno created</source>
            <translation>Storno creat</translation>
        </message>
        <message>
            <source>Settled</source>
            <translation>Închisă contabil</translation>
        </message>
        <message>
            <source>%1 (inactive)</source>
            <translation>%1 (inactivă)</translation>
        </message>
    </context>
    <context>
        <name>BulkDesk</name>
                <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln selectată</numerusform>
                <numerusform>%Ln selectate</numerusform>
                <numerusform>%Ln selectate</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln can be cancelled</source>
            <translation>
                <numerusform>%Ln se poate anula</numerusform>
                <numerusform>%Ln se pot anula</numerusform>
                <numerusform>%Ln se pot anula</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln cannot</source>
            <translation>
                <numerusform>%Ln nu</numerusform>
                <numerusform>%Ln nu</numerusform>
                <numerusform>%Ln nu</numerusform>
            </translation>
        </message>
        <message>
            <source>No cancellation of several invoices was left unfinished.</source>
            <translation>Nicio anulare a mai multor facturi nu a rămas neterminată.</translation>
        </message>
        <message numerus="yes">
            <source>Cancelling several invoices broke off: %Ln of them was not reached.</source>
            <translation>
                <numerusform>Anularea mai multor facturi s-a întrerupt: a rămas %Ln factură.</numerusform>
                <numerusform>Anularea mai multor facturi s-a întrerupt: au rămas %Ln facturi.</numerusform>
                <numerusform>Anularea mai multor facturi s-a întrerupt: au rămas %Ln de facturi.</numerusform>
            </translation>
        </message>
        <message>
            <source>Look at the rest…</source>
            <translation>Vedeți ce a rămas…</translation>
        </message>
        <message>
            <source>Save the list of results</source>
            <translation>Salvați lista rezultatelor</translation>
        </message>
        <message>
            <source>Excel workbook (*.xlsx)</source>
            <translation>Registru Excel (*.xlsx)</translation>
        </message>
        <message>
            <source>CSV for Excel (*.csv)</source>
            <translation>CSV pentru Excel (*.csv)</translation>
        </message>
        <message>
            <source>Cancelled invoices %1</source>
            <translation>Facturi anulate %1</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Salvat: %1</translation>
        </message>
        <message>
            <source>The file could not be written. Choose another place.</source>
            <translation>Fișierul nu a putut fi scris. Alegeți alt loc.</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Număr</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Monedă</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Rezultat</translation>
        </message>
        <message>
            <source>Explanation</source>
            <translation>Explicație</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motiv</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>%1, CIF %2</source>
            <translation>%1, CIF %2</translation>
        </message>
        <message>
            <source>Run in the journal</source>
            <translation>Lotul din jurnal</translation>
        </message>
        <message>
            <source>Written on</source>
            <translation>Scris la</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Program</translation>
        </message>
    </context>
    <context>
        <name>BulkDialog</name>
            </context>
    <context>
        <name>BulkBanner</name>
        <message>
            <source>Sign in</source>
            <translation>Autentificare</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Verifică din nou</translation>
        </message>
        <message>
            <source>Check now</source>
            <translation>Verifică acum</translation>
        </message>
        <message>
            <source>You are cancelling many invoices in another window already.</source>
            <translation>Anulați deja mai multe facturi în altă fereastră.</translation>
        </message>
        <message>
            <source>Nothing was sent. Let that one end first.</source>
            <translation>Nu s-a trimis nimic. Lăsați-o întâi pe aceea să se termine.</translation>
        </message>
        <message>
            <source>What is planned could not be written down.</source>
            <translation>Planul nu a putut fi scris.</translation>
        </message>
        <message>
            <source>Nothing was sent. Make room on the disk, then try again.</source>
            <translation>Nu s-a trimis nimic. Faceți loc pe disc, apoi încercați din nou.</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
    </context>
    <context>
        <name>BulkTable</name>
        <message>
            <source>Invoices to be cancelled</source>
            <translation>Facturi de anulat</translation>
        </message>
    </context>
    <context>
        <name>BulkModel</name>
                <message>
            <source>Number</source>
            <translation>Număr</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Advice</source>
            <translation>Recomandare</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stare</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motiv</translation>
        </message>
    </context>
    <context>
        <name>BulkRowView</name>
                <message>
            <source>Did this one reach the client another way?</source>
            <translation>A ajuns aceasta la client pe altă cale?</translation>
        </message>
        <message>
            <source>Reason for this one</source>
            <translation>Motivul acesteia</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Verifică din nou</translation>
        </message>
        <message>
            <source>As for all</source>
            <translation>Ca la toate</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Nu</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Da</translation>
        </message>
        <message>
            <source>I do not know</source>
            <translation>Nu știu</translation>
        </message>
        <message>
            <source>10 to 500 visible characters are needed; until then the reason for all holds.</source>
            <translation>Sunt necesare 10–500 de caractere vizibile; până atunci rămâne motivul comun.</translation>
        </message>
    </context>
    <context>
        <name>BulkSummary</name>
                <message>
            <source>Go on cancelling?</source>
            <translation>Continuați anularea?</translation>
        </message>
        <message numerus="yes">
            <source>Cancel %n invoice(s)?</source>
            <translation>
                <numerusform>Anulați %n factură?</numerusform>
                <numerusform>Anulați %n facturi?</numerusform>
                <numerusform>Anulați %n de facturi?</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancelling %1 of %2</source>
            <translation>Se anulează %1 din %2</translation>
        </message>
        <message>
            <source>Paused after %1 of %2</source>
            <translation>Pauză după %1 din %2</translation>
        </message>
        <message numerus="yes">
            <source>%n invoice(s) cancelled</source>
            <translation>
                <numerusform>%n factură anulată</numerusform>
                <numerusform>%n facturi anulate</numerusform>
                <numerusform>%n de facturi anulate</numerusform>
            </translation>
        </message>
        <message>
            <source>A run of %1 broke off, with %2 of %3 cancelled. Nothing was sent since. Look at the rest and decide anew.</source>
            <translation>O anulare începută la %1 s-a întrerupt (anulate: %2 din %3). De atunci nu s-a trimis nimic. Vedeți ce a rămas și hotărâți din nou.</translation>
        </message>
        <message>
            <source>Only those that are ready are cancelled, one after the other. Each is checked again right before it is sent.</source>
            <translation>Se anulează numai cele pregătite, una după alta. Fiecare se verifică din nou chiar înainte de trimitere.</translation>
        </message>
        <message>
            <source>Now: %1</source>
            <translation>Acum: %1</translation>
        </message>
        <message>
            <source>Next: %1</source>
            <translation>Urmează: %1</translation>
        </message>
        <message>
            <source>The invoices are still being checked.</source>
            <translation>Facturile se verifică încă.</translation>
        </message>
        <message>
            <source>Not everything could be checked. Check again.</source>
            <translation>Nu s-a putut verifica tot. Verificați din nou.</translation>
        </message>
        <message>
            <source>Answer the question first.</source>
            <translation>Răspundeți întâi la întrebare.</translation>
        </message>
        <message>
            <source>Choose each invoice with a warning and take note of it.</source>
            <translation>Alegeți fiecare factură cu avertisment și confirmați că ați luat la cunoștință.</translation>
        </message>
        <message>
            <source>None of them can be cancelled.</source>
            <translation>Niciuna nu se poate anula.</translation>
        </message>
        <message numerus="yes">
            <source>%n that you have not decided about stay(s) as it is.</source>
            <translation>
                <numerusform>%n despre care nu ați hotărât rămâne cum este.</numerusform>
                <numerusform>%n despre care nu ați hotărât rămân cum sunt.</numerusform>
                <numerusform>%n despre care nu ați hotărât rămân cum sunt.</numerusform>
            </translation>
        </message>
        <message>
            <source>What is left can be gone through again later, after fresh checks.</source>
            <translation>Ce a rămas se poate relua mai târziu, după verificări noi.</translation>
        </message>
        <message numerus="yes">
            <source>%n ready</source>
            <translation>
                <numerusform>%n pregătită</numerusform>
                <numerusform>%n pregătite</numerusform>
                <numerusform>%n pregătite</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to decide about</source>
            <translation>
                <numerusform>%n de hotărât</numerusform>
                <numerusform>%n de hotărât</numerusform>
                <numerusform>%n de hotărât</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n left out</source>
            <translation>
                <numerusform>%n lăsată deoparte</numerusform>
                <numerusform>%n lăsate deoparte</numerusform>
                <numerusform>%n lăsate deoparte</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cannot be cancelled</source>
            <translation>
                <numerusform>%n nu se poate anula</numerusform>
                <numerusform>%n nu se pot anula</numerusform>
                <numerusform>%n nu se pot anula</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be checked</source>
            <translation>
                <numerusform>%n nu s-a putut verifica</numerusform>
                <numerusform>%n nu s-au putut verifica</numerusform>
                <numerusform>%n nu s-au putut verifica</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n with an unknown outcome</source>
            <translation>
                <numerusform>%n cu rezultat necunoscut</numerusform>
                <numerusform>%n cu rezultat necunoscut</numerusform>
                <numerusform>%n cu rezultat necunoscut</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n still to be checked</source>
            <translation>
                <numerusform>%n de verificat</numerusform>
                <numerusform>%n de verificat</numerusform>
                <numerusform>%n de verificat</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>About %n minute(s) left.</source>
            <translation>
                <numerusform>Mai durează cam %n minut.</numerusform>
                <numerusform>Mai durează cam %n minute.</numerusform>
                <numerusform>Mai durează cam %n de minute.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BulkWords</name>
                <message>
            <source>Nothing against it</source>
            <translation>Nimic împotrivă</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Anulare</translation>
        </message>
        <message>
            <source>Draft: delete it</source>
            <translation>Ciornă: ștergere</translation>
        </message>
        <message>
            <source>Cancel; the client has it</source>
            <translation>Anulare; e la client</translation>
        </message>
        <message>
            <source>Storno invoice</source>
            <translation>Factură storno</translation>
        </message>
        <message>
            <source>Correct and resend</source>
            <translation>Corectare, retrimitere</translation>
        </message>
        <message>
            <source>Nothing to cancel</source>
            <translation>Nimic de anulat</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Necunoscut</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Anulată</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Refuzată</translation>
        </message>
        <message>
            <source>In the queue</source>
            <translation>La rând</translation>
        </message>
        <message>
            <source>Changed, not sent</source>
            <translation>Modificată, netrimisă</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>Netrimisă</translation>
        </message>
        <message>
            <source>Another act on this invoice is under way.</source>
            <translation>Altă operațiune pe această factură este în curs.</translation>
        </message>
        <message>
            <source>Paused.</source>
            <translation>Pauză.</translation>
        </message>
        <message>
            <source>Nothing more is sent until you go on.</source>
            <translation>Nu se mai trimite nimic până nu continuați.</translation>
        </message>
        <message>
            <source>Paused: the outcome for %1 is unknown.</source>
            <translation>Pauză: rezultatul pentru %1 este necunoscut.</translation>
        </message>
        <message>
            <source>The server did not confirm in time. It is not repeated; the program goes on checking. You may go on with the others.</source>
            <translation>Serverul nu a confirmat la timp. Nu se repetă; programul verifică mai departe. Puteți continua cu celelalte.</translation>
        </message>
        <message>
            <source>The remaining invoices are as they were.</source>
            <translation>Facturile rămase sunt cum erau.</translation>
        </message>
        <message>
            <source>Paused: not everything could be checked.</source>
            <translation>Pauză: nu s-a putut verifica tot.</translation>
        </message>
        <message>
            <source>Paused: %1</source>
            <translation>Pauză: %1</translation>
        </message>
        <message>
            <source>Paused: the journal cannot be written.</source>
            <translation>Pauză: jurnalul nu poate fi scris.</translation>
        </message>
        <message>
            <source>Nothing is sent without it. The remaining invoices are as they were.</source>
            <translation>Fără el nu se trimite nimic. Facturile rămase sunt cum erau.</translation>
        </message>
        <message>
            <source>To be checked</source>
            <translation>De verificat</translation>
        </message>
        <message>
            <source>Cannot be cancelled</source>
            <translation>Nu se poate anula</translation>
        </message>
        <message>
            <source>Could not be checked</source>
            <translation>Nu s-a putut verifica</translation>
        </message>
        <message>
            <source>Outcome unknown</source>
            <translation>Rezultat necunoscut</translation>
        </message>
        <message>
            <source>Answer the question</source>
            <translation>Răspundeți la întrebare</translation>
        </message>
        <message>
            <source>Warning to note</source>
            <translation>Avertisment</translation>
        </message>
        <message>
            <source>Without a reason</source>
            <translation>Fără motiv</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Lăsată deoparte</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Pregătită</translation>
        </message>
        <message>
            <source>Cancelled by another</source>
            <translation>Anulată de altcineva</translation>
        </message>
        <message>
            <source>Did not happen</source>
            <translation>Nu s-a aplicat</translation>
        </message>
        <message>
            <source>It was cancelled, and brought into another state since.</source>
            <translation>A fost anulată, apoi adusă în altă stare.</translation>
        </message>
        <message>
            <source>Do not repeat it. The program goes on checking with the server.</source>
            <translation>Nu repetați. Programul verifică mai departe pe server.</translation>
        </message>
        <message>
            <source>The request never arrived, and by now it cannot any more.</source>
            <translation>Cererea nu a ajuns, iar acum nu mai poate ajunge.</translation>
        </message>
        <message>
            <source>Paused: nothing may be sent now.</source>
            <translation>Pauză: acum nu se poate trimite nimic.</translation>
        </message>
        <message>
            <source>No longer there</source>
            <translation>Nu mai există</translation>
        </message>
        <message>
            <source>The invoice is no longer on the server; whether it had been cancelled before, nothing tells.</source>
            <translation>Factura nu mai este pe server; dacă fusese anulată înainte nu se mai poate afla.</translation>
        </message>
    </context>
    <context>
        <name>RequestDialog</name>
                <message>
            <source>Not now</source>
            <translation>Renunță</translation>
        </message>
        <message>
            <source>I have compared the new fingerprint with them.</source>
            <translation>Am comparat amprenta nouă cu persoana respectivă.</translation>
        </message>
        <message>
            <source>Fingerprint</source>
            <translation>Amprenta</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Înainte</translation>
        </message>
        <message>
            <source>Compare the new fingerprint first.</source>
            <translation>Comparați întâi amprenta nouă.</translation>
        </message>
        <message>
            <source>Asked by</source>
            <translation>Cerută de</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivul</translation>
        </message>
        <message>
            <source>Made on</source>
            <translation>Făcută la</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Valabilă până la</translation>
        </message>
        <message>
            <source>Answered by</source>
            <translation>Răspuns de la</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Răspunsul</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Refuzată</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>Comentariul</translation>
        </message>
        <message>
            <source>Approved, it says</source>
            <translation>Aprobată, după cum spune</translation>
        </message>
        <message>
            <source>This is the first file from %1 on this computer. Compare the fingerprint with them, by telephone for instance: whoever goes on trusts this key from now on.</source>
            <translation>Este primul fișier de la %1 pe acest calculator. Comparați amprenta cu persoana respectivă, de exemplu la telefon: dacă mergeți mai departe, cheia devine de încredere.</translation>
        </message>
        <message>
            <source>Signed with the key that %1 used before.</source>
            <translation>Semnat cu cheia pe care %1 a folosit-o și înainte.</translation>
        </message>
        <message>
            <source>This is not the key that %1 used before. Somebody else may have made this file. Ask them; go on only if they have a new key, after a new computer for instance.</source>
            <translation>Nu este cheia pe care %1 a folosit-o înainte. Este posibil ca fișierul să fie făcut de altcineva. Întrebați; mergeți mai departe doar dacă are o cheie nouă, de exemplu după schimbarea calculatorului.</translation>
        </message>
        <message>
            <source>A request to restore %1</source>
            <translation>O cerere de restaurare pentru %1</translation>
        </message>
        <message>
            <source>This is only what the file says. The checks read everything anew, with your own account.</source>
            <translation>Acesta este doar ce spune fișierul. Verificările citesc totul din nou, cu contul dumneavoastră.</translation>
        </message>
        <message>
            <source>Check and decide…</source>
            <translation>Verifică și decide…</translation>
        </message>
        <message>
            <source>An answer about %1</source>
            <translation>Un răspuns despre %1</translation>
        </message>
        <message>
            <source>A file proves no restore: the server's own history is asked.</source>
            <translation>Un fișier nu dovedește restaurarea: se întreabă istoricul de pe server.</translation>
        </message>
        <message>
            <source>Close the request</source>
            <translation>Închide cererea</translation>
        </message>
        <message>
            <source>Ask the server</source>
            <translation>Întreabă serverul</translation>
        </message>
    </context>
    <context>
        <name>RequestWords</name>
                <message>
            <source>Expired</source>
            <translation>Expirată</translation>
        </message>
        <message>
            <source>Waiting for approval</source>
            <translation>Așteaptă aprobarea</translation>
        </message>
        <message>
            <source>Waiting for you</source>
            <translation>Vă așteaptă</translation>
        </message>
        <message>
            <source>Restored</source>
            <translation>Restaurată</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Refuzată</translation>
        </message>
        <message>
            <source>Send its file to a supervisor. It ends by itself once the server shows the restore, and expires on %1.</source>
            <translation>Trimiteți fișierul unui supervizor. Cererea se închide singură când serverul arată restaurarea și expiră la %1.</translation>
        </message>
        <message>
            <source>Nothing has been decided. It expires on %1.</source>
            <translation>Nu s-a decis nimic. Expiră la %1.</translation>
        </message>
        <message>
            <source>Restored on the server by %1 on %2.</source>
            <translation>Restaurată pe server de %1 la %2.</translation>
        </message>
        <message>
            <source>Refused by %1 on %2: “%3”</source>
            <translation>Refuzată de %1 la %2: „%3”</translation>
        </message>
        <message>
            <source>Nobody approved it in time. Ask again if it is still wanted.</source>
            <translation>Nimeni nu a aprobat-o la timp. Cereți din nou, dacă mai este nevoie.</translation>
        </message>
        <message>
            <source>This file was changed after it was signed, or damaged on its way. It was not accepted: ask for it again.</source>
            <translation>Fișierul a fost modificat după semnare sau s-a stricat pe drum. Nu a fost acceptat: cereți-l din nou.</translation>
        </message>
        <message>
            <source>This file is about another server than the one you are signed in to.</source>
            <translation>Fișierul se referă la alt server decât cel la care sunteți conectat.</translation>
        </message>
        <message>
            <source>This file is about another organisation. If you belong to it, choose it in the account menu first.</source>
            <translation>Fișierul se referă la altă organizație. Dacă faceți parte din ea, alegeți-o întâi în meniul contului.</translation>
        </message>
        <message>
            <source>This file is about a company that your account does not see.</source>
            <translation>Fișierul se referă la o firmă pe care contul dumneavoastră nu o vede.</translation>
        </message>
        <message>
            <source>Whoever asks cannot answer: another person has to open this file.</source>
            <translation>Cine cere nu poate și răspunde: fișierul trebuie deschis de altă persoană.</translation>
        </message>
        <message>
            <source>This file was used already. An answered request cannot be answered again.</source>
            <translation>Fișierul a fost deja folosit. La o cerere se răspunde o singură dată.</translation>
        </message>
        <message>
            <source>This request has expired. Ask for a new one.</source>
            <translation>Cererea a expirat. Cereți una nouă.</translation>
        </message>
        <message>
            <source>This request claims to be made in the future or to last too long. Compare the clocks of both computers.</source>
            <translation>Cererea pretinde că este făcută în viitor sau că este valabilă prea mult. Comparați ceasurile celor două calculatoare.</translation>
        </message>
        <message>
            <source>This file is signed with another key than before. Open it again and compare the fingerprint.</source>
            <translation>Fișierul este semnat cu altă cheie decât înainte. Deschideți-l din nou și comparați amprenta.</translation>
        </message>
        <message>
            <source>This answers a request that was not made here.</source>
            <translation>Este răspunsul la o cerere care nu a fost făcută aici.</translation>
        </message>
        <message>
            <source>A request is signed with a key in this computer's keyring, and the keyring does not answer. Unlock it, or have the supervisor sign in here.</source>
            <translation>Cererea se semnează cu o cheie din depozitul de parole al acestui calculator, iar depozitul nu răspunde. Deblocați-l sau rugați supervizorul să se autentifice aici.</translation>
        </message>
        <message>
            <source>The reason is too short or too long, or holds characters that nobody can see.</source>
            <translation>Motivul este prea scurt sau prea lung ori conține caractere care nu se văd.</translation>
        </message>
        <message>
            <source>The request could not be written down, so it was not made.</source>
            <translation>Cererea nu a putut fi înregistrată, așa că nu a fost făcută.</translation>
        </message>
        <message>
            <source>This is no request of Storno Desktop, or it arrived incomplete.</source>
            <translation>Nu este o cerere Storno Desktop sau a ajuns incompletă.</translation>
        </message>
        <message>
            <source>A later version of Storno Desktop made this file. Update the program to read it.</source>
            <translation>Fișierul a fost făcut de o versiune mai nouă de Storno Desktop. Actualizați programul ca să îl citească.</translation>
        </message>
        <message>
            <source>Something in this file is missing or not as it should be. It was not accepted.</source>
            <translation>Ceva lipsește din fișier sau nu este cum trebuie. Nu a fost acceptat.</translation>
        </message>
    </context>
    <context>
        <name>RequestsDesk</name>
                <message>
            <source>Writing the request …</source>
            <translation>Se scrie cererea …</translation>
        </message>
        <message>
            <source>Request to restore %1</source>
            <translation>Cerere de restaurare %1</translation>
        </message>
        <message>
            <source>The request was not made.</source>
            <translation>Cererea nu a fost făcută.</translation>
        </message>
        <message>
            <source>The file could not be written.</source>
            <translation>Fișierul nu a putut fi scris.</translation>
        </message>
        <message>
            <source>The request itself was made: save it again from the list of requests.</source>
            <translation>Cererea însă a fost făcută: salvați-o din nou din lista de cereri.</translation>
        </message>
        <message>
            <source>%1 waits for approval. Send the file to a supervisor: it holds no rights and no passwords.</source>
            <translation>%1 așteaptă aprobarea. Trimiteți fișierul unui supervizor: nu conține drepturi și nici parole.</translation>
        </message>
        <message>
            <source>Open a request file</source>
            <translation>Deschiderea unei cereri</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Toate fișierele (*)</translation>
        </message>
        <message>
            <source>The request is opened once you are signed in and the server answers.</source>
            <translation>Cererea se deschide după ce vă conectați și răspunde serverul.</translation>
        </message>
        <message>
            <source>The file could not be read.</source>
            <translation>Fișierul nu a putut fi citit.</translation>
        </message>
        <message>
            <source>Writing it down …</source>
            <translation>Se înregistrează …</translation>
        </message>
        <message>
            <source>The server does not show this restore yet; the request goes on waiting.</source>
            <translation>Serverul nu arată încă restaurarea; cererea așteaptă în continuare.</translation>
        </message>
        <message>
            <source>%1 of %2 is a draft again.</source>
            <translation>%1 de la %2 este din nou ciornă.</translation>
        </message>
        <message>
            <source>Answer about %1</source>
            <translation>Răspuns despre %1</translation>
        </message>
        <message>
            <source>The journal is not open: without it nothing can be asked or approved.</source>
            <translation>Jurnalul nu este deschis: fără el nu se poate cere sau aproba nimic.</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Salvat: %1</translation>
        </message>
        <message>
            <source>The file could not be written. Choose another place.</source>
            <translation>Fișierul nu a putut fi scris. Alegeți alt loc.</translation>
        </message>
        <message>
            <source>Requests of Storno Desktop (*.storno-request)</source>
            <translation>Cereri Storno Desktop (*.storno-request)</translation>
        </message>
    </context>
    <context>
        <name>RequestsWindow</name>
                <message>
            <source>Requests for approval</source>
            <translation>Cereri de aprobare</translation>
        </message>
        <message>
            <source>Check and &amp;decide…</source>
            <translation>Verifică și &amp;decide…</translation>
        </message>
        <message>
            <source>&amp;Save the request again…</source>
            <translation>&amp;Salvează din nou cererea…</translation>
        </message>
        <message>
            <source>Save the &amp;answer…</source>
            <translation>Salvează ră&amp;spunsul…</translation>
        </message>
        <message>
            <source>&amp;Open a request file…</source>
            <translation>Deschide un &amp;fișier…</translation>
        </message>
        <message>
            <source>&amp;Ask the server</source>
            <translation>Î&amp;ntreabă serverul</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>me</source>
            <translation>eu</translation>
        </message>
        <message>
            <source>Nothing was asked yet. “Supervisor elsewhere…” beside a supervisor's sign-in saves a request as a file; whoever receives one opens it here.</source>
            <translation>Încă nu s-a cerut nimic. „Supervizor în altă parte…”, lângă autentificarea supervizorului, salvează cererea ca fișier; cine primește unul îl deschide aici.</translation>
        </message>
        <message>
            <source>Fingerprint of its key: %1</source>
            <translation>Amprenta cheii: %1</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stare</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Factura</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>Asked by</source>
            <translation>Cerută de</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Din</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivul</translation>
        </message>
        <message>
            <source>Requests, newest first</source>
            <translation>Cereri, cele mai noi întâi</translation>
        </message>
    </context>
    <context>
        <name>AfterRestoreView</name>
                <message>
            <source>Reading it again …</source>
            <translation>Se citește din nou …</translation>
        </message>
        <message>
            <source>Check a&amp;gain</source>
            <translation>Verifică din &amp;nou</translation>
        </message>
        <message>
            <source>What is left to do</source>
            <translation>Ce a mai rămas de făcut</translation>
        </message>
        <message>
            <source>&amp;Open in Storno.ro</source>
            <translation>&amp;Deschide în Storno.ro</translation>
        </message>
        <message>
            <source>Save the sheet as &amp;PDF…</source>
            <translation>Salvează fișa ca &amp;PDF…</translation>
        </message>
        <message>
            <source>The journal knows of no restore that is still to be checked.</source>
            <translation>Jurnalul nu știe de nicio restaurare care să mai fie de verificat.</translation>
        </message>
        <message>
            <source>It could not be written into the journal, so it is not ticked.</source>
            <translation>Nu s-a putut scrie în jurnal, deci nu este bifat.</translation>
        </message>
    </context>
    <context>
        <name>FollowUpDesk</name>
                <message>
            <source>After the restore…</source>
            <translation>După restaurare…</translation>
        </message>
        <message numerus="yes">
            <source>%n cancelled invoice(s) can be restored for %1 more days at most.</source>
            <translation>
                <numerusform>O factură anulată mai poate fi restaurată cel mult %1 zile.</numerusform>
                <numerusform>%n facturi anulate mai pot fi restaurate cel mult %1 zile.</numerusform>
                <numerusform>%n de facturi anulate mai pot fi restaurate cel mult %1 zile.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FollowUpDialog</name>
                <message>
            <source>After the restore of %1</source>
            <translation>După restaurarea facturii %1</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
    </context>
    <context>
        <name>FollowUpWords</name>
                <message>
            <source>In order</source>
            <translation>În ordine</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>Atenție</translation>
        </message>
        <message>
            <source>Not in order</source>
            <translation>Nu este în ordine</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Necunoscut</translation>
        </message>
        <message>
            <source>It was read again and is not as it should be. See below what to do.</source>
            <translation>A fost citită din nou și nu este cum ar trebui. Vedeți mai jos ce este de făcut.</translation>
        </message>
        <message>
            <source>It could not be read again in full. Until it is, nobody knows that all is well.</source>
            <translation>Nu a putut fi recitită în întregime. Până atunci nimeni nu știe că este în ordine.</translation>
        </message>
        <message>
            <source>It was read again: a draft, and all is in order.</source>
            <translation>A fost citită din nou: este ciornă și este în ordine.</translation>
        </message>
        <message>
            <source>Somebody deleted the draft. Ask in the office, and make a new invoice if one is due.</source>
            <translation>Cineva a șters ciorna. Întrebați în birou și, dacă este cazul, faceți o factură nouă.</translation>
        </message>
        <message>
            <source>Somebody cancelled it again. Ask in the office before you restore it once more.</source>
            <translation>Cineva a anulat-o din nou. Întrebați în birou înainte de a o restaura încă o dată.</translation>
        </message>
        <message>
            <source>If you went on with it yourself, tick it off below. Else ask who did.</source>
            <translation>Dacă dumneavoastră ați mers mai departe cu ea, bifați mai jos. Altfel, întrebați cine a făcut-o.</translation>
        </message>
        <message>
            <source>Find out which invoice the payment is for, and do not issue this one before.</source>
            <translation>Aflați pentru ce factură este plata și nu emiteți factura până atunci.</translation>
        </message>
        <message>
            <source>Do not issue it. If ANAF has it, it needs a storno invoice; ask your accountant.</source>
            <translation>Nu o emiteți. Dacă este la ANAF, trebuie stornată; întrebați contabilul.</translation>
        </message>
        <message>
            <source>Do not issue it before the reason is gone: open it in Storno.ro and save it.</source>
            <translation>Nu o emiteți înainte să dispară motivul: deschideți-o în Storno.ro și salvați-o.</translation>
        </message>
        <message>
            <source>Look in the history who changed it, and tell accounting which number counts.</source>
            <translation>Vedeți în istoric cine a schimbat numărul și spuneți contabilității care este valabil.</translation>
        </message>
        <message>
            <source>Check the client and the amounts</source>
            <translation>Verificați clientul și sumele</translation>
        </message>
        <message>
            <source>Plan the sending to SPV again</source>
            <translation>Reprogramați trimiterea în SPV</translation>
        </message>
        <message>
            <source>Plan the e-mail to the client again</source>
            <translation>Reprogramați e-mailul către client</translation>
        </message>
        <message>
            <source>Tell accounting about the unused number</source>
            <translation>Anunțați contabilitatea de numărul nefolosit</translation>
        </message>
        <message>
            <source>Look into what is not in order</source>
            <translation>Lămuriți ce nu este în ordine</translation>
        </message>
        <message>
            <source>Something made somebody cancel it. Correct the draft before you issue it.</source>
            <translation>A fost anulată dintr-un motiv. Corectați ciorna înainte de a o emite.</translation>
        </message>
        <message>
            <source>It was planned for %1; cancelling dropped that.</source>
            <translation>Era programată pentru %1; anularea a oprit-o.</translation>
        </message>
        <message>
            <source>If it was planned: cancelling dropped that, and restoring does not bring it back.</source>
            <translation>Dacă era programată: anularea a oprit-o, iar restaurarea nu o repornește.</translation>
        </message>
        <message>
            <source>Issued again it gets another number, and %1 stays unused in the series.</source>
            <translation>La reemitere primește alt număr, iar %1 rămâne nefolosit în serie.</translation>
        </message>
        <message>
            <source>Tick it once you know why, and have done what is said above.</source>
            <translation>Bifați când știți de ce și ați făcut ce scrie mai sus.</translation>
        </message>
        <message>
            <source>A note of another version of the program.</source>
            <translation>O notă a altei versiuni a programului.</translation>
        </message>
        <message>
            <source>%1 ticked: %2.</source>
            <translation>%1 a bifat: %2.</translation>
        </message>
        <message>
            <source>%1 took the tick back: %2.</source>
            <translation>%1 a retras bifa: %2.</translation>
        </message>
        <message>
            <source>Read again; not in order: %1</source>
            <translation>Citită din nou; nu este în ordine: %1</translation>
        </message>
        <message>
            <source>Read again, but not all of it could be read.</source>
            <translation>Citită din nou, dar nu s-a putut citi tot.</translation>
        </message>
        <message>
            <source>Read again: a draft, and all is in order.</source>
            <translation>Citită din nou: este ciornă și este în ordine.</translation>
        </message>
    </context>
    <context>
        <name>BulkLinksDialog</name>
        <message>
            <source>Whoever has the address still sees the invoice. Each is looked at again, and every link that is open then is closed for good.</source>
            <translation>Cine are adresa vede în continuare factura. Fiecare este verificată din nou, iar linkurile încă deschise se închid definitiv.</translation>
        </message>
        <message>
            <source>Not looked at yet</source>
            <translation>Încă neverificat</translation>
        </message>
        <message numerus="yes">
            <source>%n open</source>
            <translation>
                <numerusform>%n deschis</numerusform>
                <numerusform>%n deschise</numerusform>
                <numerusform>%n deschise</numerusform>
            </translation>
        </message>
        <message>
            <source>Closing …</source>
            <translation>Se închide …</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Închise</translation>
        </message>
        <message>
            <source>None open</source>
            <translation>Niciunul deschis</translation>
        </message>
        <message>
            <source>Not closed</source>
            <translation>Neînchise</translation>
        </message>
        <message>
            <source>Outcome unknown</source>
            <translation>Rezultat necunoscut</translation>
        </message>
        <message>
            <source>Leave the rest open</source>
            <translation>Lasă restul deschise</translation>
        </message>
        <message>
            <source>Closing the links …</source>
            <translation>Se închid linkurile …</translation>
        </message>
        <message>
            <source>Closing the links of %1 …</source>
            <translation>Se închid linkurile facturii %1 …</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message numerus="yes">
            <source>%n invoice(s) without an open link</source>
            <translation>
                <numerusform>%n factură fără link deschis</numerusform>
                <numerusform>%n facturi fără link deschis</numerusform>
                <numerusform>%n de facturi fără link deschis</numerusform>
            </translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Număr</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>Public links</source>
            <translation>Linkuri publice</translation>
        </message>
        <message>
            <source>Cancelled invoices with open public links</source>
            <translation>Facturi anulate cu linkuri publice deschise</translation>
        </message>
        <message>
            <source>The links of %1 were not closed.</source>
            <translation>Linkurile facturii %1 nu au fost închise.</translation>
        </message>
        <message>
            <source>Whether the link of %1 was closed is not known.</source>
            <translation>Nu se știe dacă linkul facturii %1 a fost închis.</translation>
        </message>
        <message>
            <source>It is not repeated; the program goes on checking with the server.</source>
            <translation>Nu se repetă; programul verifică în continuare pe server.</translation>
        </message>
        <message numerus="yes">
            <source>Close the public links of %n cancelled invoice(s)?</source>
            <translation>
                <numerusform>Închideți linkurile publice ale facturii anulate?</numerusform>
                <numerusform>Închideți linkurile publice ale %n facturi anulate?</numerusform>
                <numerusform>Închideți linkurile publice ale %n de facturi anulate?</numerusform>
            </translation>
        </message>
        <message>
            <source>Leave them open</source>
            <translation>Lasă-le deschise</translation>
        </message>
        <message>
            <source>Close the links</source>
            <translation>Închide linkurile</translation>
        </message>
    </context>
    <context>
        <name>BulkFoot</name>
        <message numerus="yes">
            <source>Public links of %n invoice(s)…</source>
            <translation>
                <numerusform>Linkurile publice ale facturii…</numerusform>
                <numerusform>Linkurile publice ale %n facturi…</numerusform>
                <numerusform>Linkurile publice ale %n de facturi…</numerusform>
            </translation>
        </message>
        <message>
            <source>Give up the rest</source>
            <translation>Abandonează restul</translation>
        </message>
        <message>
            <source>&amp;Save the list…</source>
            <translation>&amp;Salvează lista…</translation>
        </message>
        <message>
            <source>&amp;Pause</source>
            <translation>&amp;Pauză</translation>
        </message>
        <message>
            <source>S&amp;top</source>
            <translation>&amp;Oprește</translation>
        </message>
        <message numerus="yes">
            <source>Look at %n again</source>
            <translation>
                <numerusform>Revedeți %n factură</numerusform>
                <numerusform>Revedeți %n facturi</numerusform>
                <numerusform>Revedeți %n de facturi</numerusform>
            </translation>
        </message>
        <message>
            <source>Close, keep the rest for later</source>
            <translation>Închide, păstrează restul pentru mai târziu</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Închide</translation>
        </message>
        <message>
            <source>Keep the invoices</source>
            <translation>Renunță</translation>
        </message>
        <message numerus="yes">
            <source>Cancel %n invoice(s)</source>
            <translation>
                <numerusform>Anulează %n factură</numerusform>
                <numerusform>Anulează %n facturi</numerusform>
                <numerusform>Anulează %n de facturi</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancel invoices</source>
            <translation>Anulează facturile</translation>
        </message>
        <message numerus="yes">
            <source>Go on with %n invoice(s)</source>
            <translation>
                <numerusform>Continuă cu %n factură</numerusform>
                <numerusform>Continuă cu %n facturi</numerusform>
                <numerusform>Continuă cu %n de facturi</numerusform>
            </translation>
        </message>
    </context>
</TS>
