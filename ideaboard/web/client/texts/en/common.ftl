again-go-on = Go on
again-lead = You signed in a while ago. For this, say once more that it is you.
again-link = Without a password: sign out, have a link sent to you, and come back.
again-password = Password
again-provider = Sign in with { $name }
again-title = Is it you?
author-anonymous = Anonymous
back-on = Back on
board-archived = Archived
cancel = Cancel
close = Close
comments-count =
    { $count ->
        [0] no comments
        [one] { $count } comment
       *[other] { $count } comments
    }
copied = Copied
copy = Copy
copy-by-hand = The browser does not let us copy. The text is marked: copy it by hand.
delete = Delete
edit = Edit
editor-hint = Markdown works here: **bold**, lists, links, code.
editor-nothing = Nothing is written yet.
editor-preview = Preview
editor-view = Show
editor-write = Write
foot-api = API
foot-keys = Keys
foot-tour = Tour
idea-hidden = A leader has hidden this idea.
issue-conflict = differs from the tracker
issue-linked = in the tracker
issue-lost = gone from the tracker
issue-partial = partly in the tracker
issue-paused = paused: its status changed too often
issue-pending = on its way to the tracker
issue-refused = refused by the tracker
issue-unlinked = unlinked
key-before = The one before
key-boards = My boards
key-help = This list
key-ideas = The board’s ideas
key-new = Post an idea
key-next = The next one
key-search = Search
key-shift = Shift
keys-active = Single keys are active
keys-hint = Switch them off if they get in the way of what you use, such as speech input.
keys-title = Keys
kinder-ask = Find kinder words
kinder-failed = No kinder words could be found just now. You can post as it is.
kinder-hint = They also come by themselves when you pause. Offers only; take them or leave them.
kinder-none = Nothing to suggest. It reads well.
language = Language
leaving-drafts =
    { $count ->
        [one] There is a draft of yours in this browser that is not posted yet.
       *[other] There are { $count } drafts in this browser that are not posted yet.
    }
leaving-forget = Throw them away and sign out
leaving-stay = Stay
loading = Loading
missing-lead = It was moved or never was, or you are not on its board.
missing-title = There is nothing here that you can see
more = Show more
nav-admin = Administration
nav-backlog = Backlog
nav-board = This board
nav-boards = Boards
nav-decisions = Decisions
nav-desk = Desk
nav-feedback = Feedback
nav-follow-ups = Follow-ups
nav-ideas = Ideas
nav-main = Main
nav-me = My account
nav-pictures = Pictures
nav-reviews = Reviews
nav-roadmap = Roadmap
nav-settings = Settings
nav-tasks = Tasks
nav-values = Values
nobody-named = Somebody who left
nothing = nothing
offline = The board cannot be reached just now. What you write is kept here, and sent when it is back.
once = This is shown only once. Copy it now, and keep it where nobody else finds it.
once-lost = It was made before, but its answer got lost on the way, and it is never shown again. Take it back or replace it, and make a new one.
post-idea = Post an idea
remove = Remove
role-leader = Leader
role-member = Member
running-again = It did not work yet. Next try
running-dead = It did not work.
running-ready = Waiting for a worker …
running-running = Asking …
save = Save
saved = Saved.
sign-in = Sign in
sign-out = Sign out
skip = Skip to the content
status-adopted = Adopted
status-decided = Decided
status-declined = Declined
status-done = Done
status-dropped = Dropped
status-in_progress = In progress
status-merged = Merged
status-not_now = Not now
status-open = Open
status-withdrawn = Withdrawn
theme = Colours
theme-dark = Dark
theme-light = Light
theme-system = As the system
to-my-boards = To my boards
try-again = Try again
undo = Undo
vote-mine =
    { $count ->
        [-1] You support “{ $title }”. Take your support back
        [one] You support “{ $title }”, { $count } voice. Take your support back
       *[other] You support “{ $title }”, { $count } voices. Take your support back
    }
vote-refused = Your support was not counted. { $reason }
vote-support =
    { $count ->
        [-1] Support “{ $title }”
        [one] Support “{ $title }”, { $count } voice
       *[other] Support “{ $title }”, { $count } voices
    }
vote-word = Support
