"""The words that generated firms, people, goods and reasons are made of."""

from typing import Final, NamedTuple


class Product(NamedTuple):
    """One thing a firm sells: unit, net price in bani, VAT class, usual quantity in hundredths of the unit.

    The VAT class is ``standard``, ``food`` (9 % before August 2025) or ``book`` (5 % before August 2025).
    """

    description: str
    unit: str
    price: int
    vat_class: str
    quantity: int


class Place(NamedTuple):
    """A town with its county, as a code and as people write it, and its postal codes' first three digits."""

    city: str
    county: str
    county_name: str
    postal: str


PLACES: Final = (
    Place("Pașcani", "IS", "Jud. Iași", "705"),
    Place("Constanța", "CT", "Constanța", "900"),
    Place("Pitești", "AG", "Argeș", "110"),
    Place("Bistrița", "BN", "Bistrița-Năsăud", "420"),
    Place("Piatra Neamț", "NT", "Neamț", "610"),
    Place("Focșani", "VN", "Vrancea", "620"),
    Place("Botoșani", "BT", "Botoșani", "710"),
    Place("Reșița", "CS", "Caraș-Severin", "320"),
    Place("Mediaș", "SB", "Sibiu", "551"),
    Place("Râmnicu Vâlcea", "VL", "Vâlcea", "240"),
    Place("Târgoviște", "DB", "Dâmbovița", "130"),
    Place("Brăila", "BR", "Brăila", "810"),
    Place("Galați", "GL", "Galați", "800"),
    Place("Călărași", "CL", "Călărași", "910"),
    Place("Sighetu Marmației", "MM", "Maramureș", "435"),
    Place("Câmpulung", "AG", "Argeș", "115"),
    Place("Sfântu Gheorghe", "CV", "Covasna", "520"),
    Place("Făgăraș", "BV", "Jud. Brașov", "505"),
    Place("SECTOR3", "B", "București", "030"),
    Place("SECTOR6", "B", "București", "060"),
    Place("Oradea", "BH", "Bihor", "410"),
    Place("Arad", "AR", "Arad", "310"),
    Place("Hunedoara", "HD", "Hunedoara", "331"),
    Place("Odorheiu Secuiesc", "HR", "Harghita", "535"),
)

STREETS: Final = (
    "Str. Căpitan Dragoș",
    "Str. Fântânilor",
    "Bd. Înfrățirii",
    "Str. Grădiniței",
    "Calea Țărmului",
    "Str. Mărgăritarelor",
    "Aleea Teișor",
    "Str. Școlii Vechi",
    "Șos. Nordului",
    "Str. Ștefan Luchian",
    "Piața Îngerilor",
    "Str. Lăcrămioarei",
    "Str. Câmpului",
    "Str. Zidarilor",
    "Intrarea Vișinului",
    "Str. Pârâul Rece",
)

TRADES: Final = (
    "Cofetărie",
    "Magazin Alimentar",
    "Cantină",
    "Pensiune",
    "Distribuție",
    "Patiserie",
    "Hotel",
    "Catering",
    "Autoservire",
    "Tâmplărie",
    "Grădinărit",
    "Transporturi",
    "Instalații",
    "Proiectare",
    "Amenajări",
    "Țiglărie",
    "Croitorie",
    "Vinărie",
    "Lăptărie",
    "Măcelărie",
)

NAMES_OF_FIRMS: Final = (
    "Lăstărel",
    "Șapte Izvoare",
    "Țarina Verde",
    "Piatra Șoimilor",
    "Câmpia Lină",
    "Înfloritu",
    "Brândușa",
    "Săgeata",
    "Mărțișor",
    "Zăpada Mieilor",
    "Valea Ursoaiei",
    "Știuca",
    "Cărbunele",
    "Ghiocelul",
    "Trei Stejari",
    "Pădurea Împărătească",
    "Luntrea",
    "Vatra Nouă",
    "Cireșarii",
    "Râul Alb",
    "Ciocârlia",
    "Dealul Țapului",
    "Năframa",
    "Iarba Fiarelor",
    "Coșul Plin",
    "Fagurele",
    "Răsăritul",
    "Bâlea",
)

LEGAL_FORMS: Final = ("SRL", "SRL", "SRL", "SRL", "SRL", "SA", "PFA", "SRL-D", "SNC")

INSTITUTIONS: Final = (
    "Primăria Comunei Fântânele",
    "Școala Gimnazială „Ion Luca” Țăndărei",
    "Spitalul Orășenesc Șimleu",
    "Grădinița cu Program Prelungit Nr. 12",
    "Consiliul Județean Dâmbovița",
    "Liceul Tehnologic „Gheorghe Lazăr” Plăieșii de Jos",
)

LONG_NAME: Final = (
    "Asociația Producătorilor și Comercianților de Produse Tradiționale, Ecologice și de Panificație "
    "din Țara Făgărașului, Mărginimea Sibiului și Ținutul Pădurenilor – Societate Cooperativă "
    "de Gradul al II-lea „Înțelegerea și Dreptatea Țăranului Român”"
)

MARKUP_NAME: Final = "Fulg & Fiice <Ateliere> „La 100%” SRL"

GERMAN_FIRMS: Final = (
    "Bäckereibedarf Süßmilch GmbH",
    "Großmann Feinkost KG",
    "Müllerhöfe Handels GmbH",
    "Köhler & Söhne OHG",
)
HUNGARIAN_FIRMS: Final = ("Kőszegi Sütőipari Kft.", "Tűzvirág Kereskedelmi Kft.", "Őszi Gyümölcs Zrt.")

GERMAN_PLACES: Final = (
    Place("Nürnberg", "", "", "90402"),
    Place("Köln", "", "", "50667"),
    Place("Görlitz", "", "", "02826"),
)
HUNGARIAN_PLACES: Final = (Place("Győr", "", "", "9021"), Place("Székesfehérvár", "", "", "8000"))

FIRST_NAMES_OF_WOMEN: Final = (
    "Mădălina",
    "Ilinca",
    "Rodica",
    "Sânziana",
    "Anișoara",
    "Lăcrămioara",
    "Crina",
    "Tatiana",
)
FIRST_NAMES_OF_MEN: Final = ("Răzvan", "Cătălin", "Ștefăniță", "Dănuț", "Ionuț", "Costică", "Luca", "Ilie")
FAMILY_NAMES: Final = (
    "Văcărescu",
    "Mânzatu",
    "Țuțea",
    "Șerbănescu",
    "Cojocaru",
    "Bălțatu",
    "Făgădău",
    "Înaltu",
    "Grigoraș",
    "Pârvulescu",
    "Dănilă",
    "Rotăreanu",
)

BANKS: Final = (
    ("CEC Bank", "CECE", "CECEROBU"),
    ("BRD", "BRDE", "BRDEROBU"),
    ("Banca Comercială Română", "RNCB", "RNCBROBU"),
)

BAKERY_GOODS: Final = (
    Product("Pâine de casă cu maia, 700 g", "buc", 745, "food", 6000),
    Product("Chiflă graham, 80 g", "buc", 135, "food", 20000),
    Product("Lipie țărănească", "buc", 320, "food", 9000),
    Product("Plăcintă cu brânză și mărar", "buc", 610, "food", 4500),
    Product("Covrigi împletiți cu susan", "kg", 2150, "food", 1250),
    Product("Ștrudel cu vișine", "buc", 890, "food", 3600),
    Product("Biscuiți cu fulgi de ovăz", "kg", 3475, "food", 850),
    Product("Tort aniversar, la comandă", "buc", 18990, "food", 100),
    Product("Aluat congelat pentru foietaj", "kg", 1415, "food", 2500),
    Product("Ladă returnabilă din plastic", "buc", 2899, "standard", 1200),
    Product("Livrare frigorifică în județ", "cursă", 14500, "standard", 100),
    Product("Ambalaj personalizat cu sigla clientului", "set", 4633, "standard", 500),
    Product("Caiet tipărit „Rețete din satul bunicii”", "buc", 3150, "book", 400),
    Product("Curs de panificație, o zi", "pers", 35000, "standard", 200),
)

CONSTRUCTION_WORKS: Final = (
    Product("Turnare șapă autonivelantă", "m²", 5890, "standard", 8550),
    Product("Montaj gresie și faianță", "m²", 9450, "standard", 6420),
    Product("Zidărie din cărămidă eficientă", "m³", 61000, "standard", 1825),
    Product("Manoperă dulgher", "h", 7500, "standard", 4000),
    Product("Închiriere schelă metalică", "zi", 18500, "standard", 1000),
    Product("Tencuială decorativă exterioară", "m²", 7235, "standard", 11050),
    Product("Revizie centrală termică", "buc", 42000, "standard", 100),
    Product("Vopsea lavabilă, găleată 15 l", "buc", 21499, "standard", 700),
    Product("Săpătură mecanizată", "m³", 3380, "standard", 14300),
    Product("Instalație electrică, punct de lumină", "buc", 16500, "standard", 2400),
    Product("Proiect tehnic de execuție", "buc", 450000, "standard", 100),
    Product("Masă pentru echipa de pe șantier", "porție", 2950, "food", 2200),
    Product("Îndrumar tipărit de întreținere a clădirii", "buc", 4750, "book", 200),
)

BOOKSHOP_GOODS: Final = (
    Product("Roman, ediție cartonată", "buc", 5495, "book", 600),
    Product("Manual de matematică, clasa a VII-a", "buc", 3890, "book", 2500),
    Product("Atlas ilustrat al păsărilor", "buc", 12990, "book", 300),
    Product("Poezii alese", "buc", 2745, "book", 800),
    Product("Stilou cu peniță fină", "buc", 8699, "standard", 500),
    Product("Agendă datată", "buc", 3599, "standard", 1500),
    Product("Ceai pentru colțul de lectură", "cutie", 1885, "food", 400),
    Product("Închiriere sală pentru lansare de carte", "h", 22500, "standard", 300),
    Product("Dicționar explicativ", "buc", 14900, "book", 200),
)

SUPPLIES: Final = (
    Product("Drojdie proaspătă, bax", "bax", 8640, "food", 600),
    Product("Energie electrică", "MWh", 64250, "standard", 425),
    Product("Motorină", "l", 598, "standard", 31050),
    Product("Saci din hârtie, 3 straturi", "buc", 189, "standard", 50000),
    Product("Mentenanță utilaje", "lună", 120000, "standard", 100),
    Product("Ouă proaspete, cofraj de 30", "cofraj", 2375, "food", 2800),
    Product("Servicii de pază", "lună", 310000, "standard", 100),
)

SUPPLIERS: Final = (
    "Drojdia Vie SA",
    "Energia Carpaților Furnizare SA",
    "Depozitul Țărănesc SRL",
    "Hârtia Gălbuie SRL",
    "Atelierul Strungarilor SRL",
    "Paza Bună SRL",
)

REASONS: Final = (
    "Cantități introduse greșit la comanda din depozit",
    "Clientul a renunțat la comandă înainte de livrare",
    "Facturată de două ori aceeași livrare",
    "Cota de TVA aleasă greșit pe toate pozițiile",
    "Emisă pe punctul de lucru în loc de sediul social",
    "Prețul negociat nu a fost aplicat",
    "Datele de identificare ale cumpărătorului sunt vechi",
    "Dublură după importul din magazinul online",
)

NOTES: Final = (
    "Marfa a fost recepționată fără obiecțiuni.",
    "Plata în contul de mai jos, cu numărul facturii la detalii.",
    "Conform comenzii și avizului de însoțire.\nVă mulțumim!",
)

ANAF_ERROR: Final = (
    "E: validari globale eroare: BR-CO-15 – total cu TVA diferit de suma dintre total fără TVA și TVA"
)
