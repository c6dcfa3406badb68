pictures-band-few = Few
pictures-band-most = Most
pictures-band-nearly_all = Nearly all
pictures-band-some = Some
pictures-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
pictures-how-long = How long
pictures-journey = An idea’s way
pictures-journey-choose = Choose an idea
pictures-journey-idea = Which idea?
pictures-journey-means = From its posting on: how long it was in each state, by the decisions on it.
pictures-journey-moved = It has moved since without a decision, in the tracker or by its date, and is now:
pictures-journey-none = No idea has an answer yet
pictures-journey-older = Offer older ideas too
pictures-lead = How ideas fare with us. None of these is about a person.
pictures-month = Month
pictures-of-ideas =
    { $count ->
        [one] one idea
       *[other] of { $count } ideas
    }
pictures-since = since
pictures-state = State
pictures-stories = Stories of each value
pictures-stories-caption = How many stories each value tells
pictures-stories-head = Stories
pictures-stories-means = Counted are the ideas that were adopted for a value. They show what we choose to do, and no value has to have the most.
pictures-under-a-day = under a day
pictures-value = Value
pictures-values-none = No values yet
pictures-voices = Who has a say
pictures-voices-band = Of those on the board
pictures-voices-caption = How many of those on the board had a say
pictures-voices-means = Of each month that is over: whether few, some, most or nearly all posted, talked, or voted where votes are shown to all. It is never told who.
pictures-voices-none = Nothing can be said of any month yet
pictures-waits = How long ideas wait
pictures-waits-caption = Days until the first answer, by the month of the answer
pictures-waits-longest = The longest has waited for
pictures-waits-means = Counted is the time from posting an idea to the first answer to it, in the month in which the answer came. Half of the ideas waited less than this, half longer.
pictures-waits-median = Half waited less than
pictures-waits-none = No idea has an answer yet
pictures-waits-open =
    { $count ->
        [one] One idea waits for its first answer now.
       *[other] { $count } ideas wait for their first answer now.
    }
pictures-waits-since = Read are the newest only: ideas posted since
