pictures-band-few = Wenige
pictures-band-most = Die meisten
pictures-band-nearly_all = Fast alle
pictures-band-some = Einige
pictures-days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
pictures-how-long = Wie lange
pictures-journey = Der Weg einer Idee
pictures-journey-choose = Idee auswählen
pictures-journey-idea = Welche Idee?
pictures-journey-means = Vom Posten an: wie lange sie in jedem Stand war, nach den Entscheidungen über sie.
pictures-journey-moved = Seitdem hat sie sich ohne Entscheidung bewegt, im Tracker oder durch ihr Datum, und ist jetzt:
pictures-journey-none = Noch hat keine Idee eine Antwort
pictures-journey-older = Auch ältere Ideen anbieten
pictures-lead = Wie es Ideen bei uns ergeht. Keines handelt von einem Menschen.
pictures-month = Monat
pictures-of-ideas =
    { $count ->
        [one] bei einer Idee
       *[other] bei { $count } Ideen
    }
pictures-since = seit
pictures-state = Stand
pictures-stories = Geschichten zu jedem Wert
pictures-stories-caption = Wie viele Geschichten jeder Wert erzählt
pictures-stories-head = Geschichten
pictures-stories-means = Gezählt sind die Ideen, die für einen Wert aufgenommen wurden. Sie zeigen, was wir uns vornehmen, und kein Wert muss die meisten haben.
pictures-under-a-day = unter einem Tag
pictures-value = Wert
pictures-values-none = Noch keine Werte
pictures-voices = Wer mitredet
pictures-voices-band = Von allen auf dem Board
pictures-voices-caption = Wie viele von allen auf dem Board mitgeredet haben
pictures-voices-means = Zu jedem Monat, der vorbei ist: ob wenige, einige, die meisten oder fast alle gepostet, geredet oder, wo Stimmen für alle sichtbar sind, abgestimmt haben. Wer es war, wird nie verraten.
pictures-voices-none = Noch lässt sich zu keinem Monat etwas sagen
pictures-waits = Wie lange Ideen warten
pictures-waits-caption = Tage bis zur ersten Antwort, nach dem Monat der Antwort
pictures-waits-longest = Am längsten wartet eine schon
pictures-waits-means = Gezählt ist die Zeit vom Posten einer Idee bis zur ersten Antwort darauf, in dem Monat, in dem die Antwort kam. Die Hälfte der Ideen wartete kürzer, die Hälfte länger.
pictures-waits-median = Die Hälfte wartete weniger als
pictures-waits-none = Noch hat keine Idee eine Antwort
pictures-waits-open =
    { $count ->
        [one] Eine Idee wartet gerade auf ihre erste Antwort.
       *[other] { $count } Ideen warten gerade auf ihre erste Antwort.
    }
pictures-waits-since = Gelesen sind nur die neuesten: Ideen, gepostet seit
