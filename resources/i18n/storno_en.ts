<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
    <context>
        <name>AdviceWords</name>
        <message numerus="yes">
            <source>It cannot be restored: %n check(s) block it.</source>
            <translation>
                <numerusform>It cannot be restored: %n check blocks it.</numerusform>
                <numerusform>It cannot be restored: %n checks block it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CommentField</name>
        <message numerus="yes">
            <source>%n more character(s) needed.</source>
            <translation>
                <numerusform>%n more character needed.</numerusform>
                <numerusform>%n more characters needed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) too many.</source>
            <translation>
                <numerusform>%n character too many.</numerusform>
                <numerusform>%n characters too many.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message numerus="yes">
            <source>%Ln invoice(s) will be written.</source>
            <translation>
                <numerusform>%Ln invoice will be written.</numerusform>
                <numerusform>%Ln invoices will be written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln invoice(s) saved.</source>
            <translation>
                <numerusform>%Ln invoice saved.</numerusform>
                <numerusform>%Ln invoices saved.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FaultWindow</name>
        <message numerus="yes">
            <source>The program met %Ln fault(s). Nothing that you typed was lost.</source>
            <translation>
                <numerusform>The program met a fault. Nothing that you typed was lost.</numerusform>
                <numerusform>The program met %Ln faults. Nothing that you typed was lost.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Figures</name>
        <message numerus="yes">
            <source>%n second(s) ago</source>
            <translation>
                <numerusform>%n second ago</numerusform>
                <numerusform>%n seconds ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) ago</source>
            <translation>
                <numerusform>%n minute ago</numerusform>
                <numerusform>%n minutes ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>%n hour ago</numerusform>
                <numerusform>%n hours ago</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FindingWords</name>
        <message numerus="yes">
            <source>Take note of %n warning(s) first.</source>
            <translation>
                <numerusform>Take note of the warning first.</numerusform>
                <numerusform>Take note of %n warnings first.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FollowUpDesk</name>
        <message numerus="yes">
            <source>%n cancelled invoice(s) can be restored for %1 more days at most.</source>
            <translation>
                <numerusform>%n cancelled invoice can be restored for %1 more days at most.</numerusform>
                <numerusform>%n cancelled invoices can be restored for %1 more days at most.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GroundWords</name>
        <message numerus="yes">
            <source>The invoice speaks of %n payment(s), the list shows none.</source>
            <translation>
                <numerusform>The invoice speaks of %n payment, the list shows none.</numerusform>
                <numerusform>The invoice speaks of %n payments, the list shows none.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The link was viewed %n time(s).</source>
            <translation>
                <numerusform>The link was viewed once.</numerusform>
                <numerusform>The link was viewed %n times.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n public link(s) are open.</source>
            <translation>
                <numerusform>%n public link is open.</numerusform>
                <numerusform>%n public links are open.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>InvoiceListPage</name>
        <message numerus="yes">
            <source>%Ln invoice(s)</source>
            <translation>
                <numerusform>%Ln invoice</numerusform>
                <numerusform>%Ln invoices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>InvoiceRecord</name>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%n line</numerusform>
                <numerusform>%n lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Link opened %n time(s)</source>
            <translation>
                <numerusform>Link opened once</numerusform>
                <numerusform>Link opened %n times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>JournalWindow</name>
        <message numerus="yes">
            <source>%Ln act(s)</source>
            <translation>
                <numerusform>%Ln act</numerusform>
                <numerusform>%Ln acts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LinkWords</name>
        <message numerus="yes">
            <source>%n public link(s) are still open.</source>
            <translation>
                <numerusform>%n public link is still open.</numerusform>
                <numerusform>%n public links are still open.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Close %n link(s)</source>
            <translation>
                <numerusform>Close %n link</numerusform>
                <numerusform>Close %n links</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Closing %n public link(s) …</source>
            <translation>
                <numerusform>Closing %n public link …</numerusform>
                <numerusform>Closing %n public links …</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n public link(s) stay open; once it is cancelled you can close them here.</source>
            <translation>
                <numerusform>%n public link stays open; once the invoice is cancelled you can close it here.</numerusform>
                <numerusform>%n public links stay open; once the invoice is cancelled you can close them here.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n public link(s) stay open; closing them needs the right invoice.edit.</source>
            <translation>
                <numerusform>%n public link stays open; closing it needs the right invoice.edit.</numerusform>
                <numerusform>%n public links stay open; closing them needs the right invoice.edit.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>viewed %n time(s)</source>
            <translation>
                <numerusform>viewed once</numerusform>
                <numerusform>viewed %n times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LockDialog</name>
        <message numerus="yes">
            <source>Next try in %n second(s).</source>
            <translation>
                <numerusform>Next try in %n second.</numerusform>
                <numerusform>Next try in %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LockPage</name>
        <message numerus="yes">
            <source>Use at least %n character(s).</source>
            <translation>
                <numerusform>Use at least %n character.</numerusform>
                <numerusform>Use at least %n characters.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>This is not the present passphrase. The next try counts in %n second(s).</source>
            <translation>
                <numerusform>This is not the present passphrase. The next try counts in %n second.</numerusform>
                <numerusform>This is not the present passphrase. The next try counts in %n seconds.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message numerus="yes">
            <source>%Ln invoice(s) could not be read and are not in the list.</source>
            <translation>
                <numerusform>%Ln invoice could not be read and is not in the list.</numerusform>
                <numerusform>%Ln invoices could not be read and are not in the list.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln selected</numerusform>
                <numerusform>%Ln selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NumberListDialog</name>
        <message numerus="yes">
            <source>%Ln cancelled number(s)</source>
            <translation>
                <numerusform>%Ln cancelled number</numerusform>
                <numerusform>%Ln cancelled numbers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NumberSheet</name>
        <message numerus="yes">
            <source>%Ln cancelled number(s)</source>
            <translation>
                <numerusform>%Ln cancelled number</numerusform>
                <numerusform>%Ln cancelled numbers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln cancelled draft(s) never had a number.</source>
            <translation>
                <numerusform>%Ln cancelled draft never had a number.</numerusform>
                <numerusform>%Ln cancelled drafts never had a number.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln number(s) inside the series: restored, deleted, or not downloaded.</source>
            <translation>
                <numerusform>%Ln number inside the series: restored, deleted, or not downloaded.</numerusform>
                <numerusform>%Ln numbers inside the series: restored, deleted, or not downloaded.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OfflineWords</name>
        <message numerus="yes">
            <source>The clock of this computer is %n minute(s) behind: correct it.</source>
            <translation>
                <numerusform>The clock of this computer is %n minute behind: correct it.</numerusform>
                <numerusform>The clock of this computer is %n minutes behind: correct it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The clock of this computer is %n minute(s) ahead: correct it.</source>
            <translation>
                <numerusform>The clock of this computer is %n minute ahead: correct it.</numerusform>
                <numerusform>The clock of this computer is %n minutes ahead: correct it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PrepareDesk</name>
        <message numerus="yes">
            <source>%Ln prepared cancellation(s) wait(s) for you.</source>
            <translation>
                <numerusform>%Ln prepared cancellation waits for you.</numerusform>
                <numerusform>%Ln prepared cancellations wait for you.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProblemWords</name>
        <message numerus="yes">
            <source>Try again in %n second(s).</source>
            <translation>
                <numerusform>Try again in %n second.</numerusform>
                <numerusform>Try again in %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReasonField</name>
        <message numerus="yes">
            <source>%n more character(s) needed.</source>
            <translation>
                <numerusform>%n more character needed.</numerusform>
                <numerusform>%n more characters needed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) too many.</source>
            <translation>
                <numerusform>%n character too many.</numerusform>
                <numerusform>%n characters too many.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n character(s)</source>
            <translation>
                <numerusform>%n character</numerusform>
                <numerusform>%n characters</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SignInServer</name>
        <message numerus="yes">
            <source>The clock of this computer is %n minute(s) behind: correct it.</source>
            <translation>
                <numerusform>The clock of this computer is %n minute behind: correct it.</numerusform>
                <numerusform>The clock of this computer is %n minutes behind: correct it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The clock of this computer is %n minute(s) ahead: correct it.</source>
            <translation>
                <numerusform>The clock of this computer is %n minute ahead: correct it.</numerusform>
                <numerusform>The clock of this computer is %n minutes ahead: correct it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BulkDesk</name>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln selected</numerusform>
                <numerusform>%Ln selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln can be cancelled</source>
            <translation>
                <numerusform>%Ln can be cancelled</numerusform>
                <numerusform>%Ln can be cancelled</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln cannot</source>
            <translation>
                <numerusform>%Ln cannot</numerusform>
                <numerusform>%Ln cannot</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Cancelling several invoices broke off: %Ln of them was not reached.</source>
            <translation>
                <numerusform>Cancelling several invoices broke off: %Ln of them was not reached.</numerusform>
                <numerusform>Cancelling several invoices broke off: %Ln of them were not reached.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BulkSummary</name>
        <message numerus="yes">
            <source>Cancel %n invoice(s)?</source>
            <translation>
                <numerusform>Cancel %n invoice?</numerusform>
                <numerusform>Cancel %n invoices?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n invoice(s) cancelled</source>
            <translation>
                <numerusform>%n invoice cancelled</numerusform>
                <numerusform>%n invoices cancelled</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n that you have not decided about stay(s) as it is.</source>
            <translation>
                <numerusform>%n that you have not decided about stays as it is.</numerusform>
                <numerusform>%n that you have not decided about stay as they are.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ready</source>
            <translation>
                <numerusform>%n ready</numerusform>
                <numerusform>%n ready</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to decide about</source>
            <translation>
                <numerusform>%n to decide about</numerusform>
                <numerusform>%n to decide about</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n left out</source>
            <translation>
                <numerusform>%n left out</numerusform>
                <numerusform>%n left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cannot be cancelled</source>
            <translation>
                <numerusform>%n cannot be cancelled</numerusform>
                <numerusform>%n cannot be cancelled</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be checked</source>
            <translation>
                <numerusform>%n could not be checked</numerusform>
                <numerusform>%n could not be checked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n with an unknown outcome</source>
            <translation>
                <numerusform>%n with an unknown outcome</numerusform>
                <numerusform>%n with an unknown outcome</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n still to be checked</source>
            <translation>
                <numerusform>%n still to be checked</numerusform>
                <numerusform>%n still to be checked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>About %n minute(s) left.</source>
            <translation>
                <numerusform>About %n minute left.</numerusform>
                <numerusform>About %n minutes left.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ViewsPane</name>
        <message numerus="yes">
            <source>%n of them can be restored for %1 more days at most</source>
            <translation>
                <numerusform>%n of them can be restored for %1 more days at most</numerusform>
                <numerusform>%n of them can be restored for %1 more days at most</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SignOutDialog</name>
        <message numerus="yes">
            <source>%n prepared cancellation(s) will be lost, unsent.</source>
            <translation>
                <numerusform>%n prepared cancellation will be lost, unsent.</numerusform>
                <numerusform>%n prepared cancellations will be lost, unsent.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n prepared cancellation(s) stay(s) on this computer, unsent, until you sign in again.</source>
            <translation>
                <numerusform>%n prepared cancellation stays on this computer, unsent, until you sign in again.</numerusform>
                <numerusform>%n prepared cancellations stay on this computer, unsent, until you sign in again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BulkLinksDialog</name>
        <message numerus="yes">
            <source>%n open</source>
            <translation>
                <numerusform>%n open</numerusform>
                <numerusform>%n open</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n invoice(s) without an open link</source>
            <translation>
                <numerusform>%n invoice without an open link</numerusform>
                <numerusform>%n invoices without an open link</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Close the public links of %n cancelled invoice(s)?</source>
            <translation>
                <numerusform>Close the public links of the cancelled invoice?</numerusform>
                <numerusform>Close the public links of %n cancelled invoices?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BulkFoot</name>
        <message numerus="yes">
            <source>Public links of %n invoice(s)…</source>
            <translation>
                <numerusform>Public links of the invoice…</numerusform>
                <numerusform>Public links of %n invoices…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Look at %n again</source>
            <translation>
                <numerusform>Look at %n again</numerusform>
                <numerusform>Look at %n again</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Cancel %n invoice(s)</source>
            <translation>
                <numerusform>Cancel %n invoice</numerusform>
                <numerusform>Cancel %n invoices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Go on with %n invoice(s)</source>
            <translation>
                <numerusform>Go on with %n invoice</numerusform>
                <numerusform>Go on with %n invoices</numerusform>
            </translation>
        </message>
    </context>
</TS>
