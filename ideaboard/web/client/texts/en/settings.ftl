settings-archive = Archive the board
settings-archive-heading = Archive
settings-archive-sure = Everybody can go on reading it, and nobody can post, vote or decide until a leader brings it back.
settings-archive-text = An archived board can be read, and nothing in it changes. Its leaders can bring it back.
settings-archive-title = Archive the board?
settings-archived = The board is archived.
settings-archived-since = Archived since
settings-audit = Audit
settings-audit-lead = What was set, who was let in, and what leaders did. Never posts, votes or answers.
settings-check-account = There we are
settings-check-bad_token = It does not take what we sign in with.
settings-check-label_refused = The label cannot be set there.
settings-check-missing_right = We lack a right there.
settings-check-other = Something else is wrong.
settings-check-press = Check now
settings-check-text = A check tries everything that is needed there, and changes nothing.
settings-check-title = Does it work?
settings-check-unreachable = It cannot be reached.
settings-check-well = Everything is right.
settings-check-wrong = This is not right yet:
settings-check-wrong_project = The place in the settings is not there, or not for us.
settings-choices-found = These can be chosen. They are offered above too, as you write.
settings-choices-hint = The tracker knows lists for some of them.
settings-choices-none = There is nothing to choose from.
settings-choices-of = For which setting?
settings-choices-press = Ask the tracker
settings-choices-title = What can be chosen there?
settings-choose = Choose …
settings-connection-settings = Settings
settings-connections = Connections
settings-connections-account = Who we are there
settings-connections-active = Works
settings-connections-add = Connect
settings-connections-add-to = Connect to { $tracker }
settings-connections-default = Default
settings-connections-degraded = Its plugin is missing
settings-connections-lead = Where adopted ideas become issues, and who is told what happens here.
settings-connections-listeners = Listeners
settings-connections-listeners-means = They are told what happens here, such as a chat.
settings-connections-make = Connect and check
settings-connections-name = Name
settings-connections-name-hint = As your team calls it.
settings-connections-no-plugins = No plugin is installed
settings-connections-no-plugins-hint = Ask whoever runs this board to install one.
settings-connections-none = The board is connected to nothing yet
settings-connections-none-hint = Connect it to your tracker, and adopted ideas become issues there.
settings-connections-other = Choose another
settings-connections-paused = Paused
settings-connections-paused-means = What is owed waits, and nothing is lost. New settings wake it, and so does a check that goes well.
settings-connections-remove = Remove the connection
settings-connections-remove-sure = Remove { $name }?
settings-connections-remove-text = Its secrets are forgotten. Issues that were made through it stay linked, and follow the tracker no more.
settings-connections-remove-title = Remove
settings-connections-removed = { $name } is removed.
settings-connections-there = The board’s connections
settings-connections-trackers = Trackers
settings-connections-trackers-means = Adopted ideas become issues there, and what happens to them comes back.
settings-default-connection = Where adopted ideas go
settings-default-connection-hint = Unless whoever decides says otherwise.
settings-delivery-ambiguous = unclear whether it arrived
settings-delivery-auth_failed = our sign-in was not taken
settings-delivery-begun = under way, or broken off
settings-delivery-done = went well
settings-delivery-failed = failed
settings-delivery-gone = wanted no more
settings-delivery-refused = refused
settings-delivery-retry = to be tried again
settings-dry-run-cut = (cut to what the tracker takes)
settings-dry-run-idea = Of which idea?
settings-dry-run-idea-hint = Shows the issue that adopting it would make. Nothing is sent.
settings-dry-run-issue = The issue that would be made
settings-dry-run-no-idea = There is no idea on the board yet
settings-dry-run-no-idea-hint = Post one, then you can see what would be made of it.
settings-dry-run-press = Show the issue
settings-dry-run-text = See what an adoption would send. Nothing is sent.
settings-dry-run-title = Which issue would be made?
settings-event-backlog-reordered = The backlog is reordered
settings-event-board-archived = The board is archived
settings-event-board-edited = The board’s settings change
settings-event-board-imported = A file of ideas is imported
settings-event-board-unarchived = The board is brought back
settings-event-comment-deleted = A comment is deleted
settings-event-comment-edited = A comment is edited
settings-event-comment-posted = A comment is posted
settings-event-follow_up-kept = A promise is kept
settings-event-follow_up-released = A promise cannot be kept
settings-event-idea-adopted = An idea is adopted
settings-event-idea-back_in_backlog = An idea is back in the backlog
settings-event-idea-declined = An idea is declined
settings-event-idea-done = An idea is done
settings-event-idea-dropped = An idea is dropped
settings-event-idea-edited = An idea is edited
settings-event-idea-merged = An idea is merged into another
settings-event-idea-not_now = An idea is put off
settings-event-idea-posted = An idea is posted
settings-event-idea-reopened = An idea is opened again
settings-event-idea-started = Work on an idea begins
settings-event-idea-unmerged = A merge is taken back
settings-event-idea-withdrawn = An idea is withdrawn
settings-event-issue-conflict = Board and tracker differ
settings-event-issue-linked = An issue is linked
settings-event-issue-lost = An issue is gone
settings-event-issue-made = An issue is made
settings-event-issue-moved = An issue moves its idea
settings-event-issue-paused = An issue is paused
settings-event-issue-refused = The tracker refuses an issue
settings-event-issue-resolved = A conflict is ended
settings-event-issue-unlinked = An issue is unlinked
settings-event-point-deleted = An argument is deleted
settings-event-point-edited = An argument is edited
settings-event-point-posted = An argument is posted
settings-event-question-answer_edited = An answer is edited
settings-event-question-answered = A question is answered
settings-event-question-asked = A question is asked
settings-event-task-decided = A task is decided
settings-event-task-done = A task is done
settings-event-task-dropped = A task is dropped
settings-event-task-edited = A task is edited
settings-event-task-posted = A task is posted
settings-event-task-reopened = A task is opened again
settings-event-value-edited = A value is changed
settings-event-value-named = A value is named
settings-event-value-retired = A value is retired
settings-flags-dismiss = Dismiss
settings-flags-dismiss-sure = It leaves this list, and nothing is hidden.
settings-flags-dismiss-title = Is it seen to?
settings-flags-dismissed = Seen to.
settings-flags-hidden = It is hidden now.
settings-flags-hide = Hide it
settings-flags-hide-means = Its author and the leaders still see it, with your reason. Everybody else sees that it was hidden.
settings-flags-hide-reason = Why do you hide it?
settings-flags-hide-title = Hide it?
settings-flags-means = Anyone on the board can point something out. Who did it is not kept for anybody to see.
settings-flags-none = Nothing is pointed out
settings-flags-title = Pointed out
settings-flags-why = Why:
settings-general = General
settings-general-lead = What this board is called and is for, and who sees it.
settings-hearing-save = Save what it is told
settings-hearing-text = It is told when
settings-hearing-title = What it is told
settings-hides-by = hidden by
settings-hides-hidden = Hidden
settings-hides-lifted-by = shown again by
settings-hides-means = All that was ever hidden here, and what was shown again.
settings-hides-none = Nothing was ever hidden
settings-hides-show = Show it again
settings-hides-show-sure = Everybody who can see the board can read it again.
settings-hides-show-title = Show it again?
settings-hides-shown = It is shown again.
settings-hides-title = Hidden
settings-hides-why = Why:
settings-import-before =
    { $count ->
        [one] One was here before.
       *[other] { $count } were here before.
    }
settings-import-done =
    { $count ->
        [0] No new task.
        [one] One new task.
       *[other] { $count } new tasks.
    }
settings-import-more = There are more than were read.
settings-import-press = Import open issues as tasks
settings-import-text = The tracker’s open issues become tasks, each once, so that members post approaches to them.
settings-import-title = Bring its issues here
settings-inbound-how = Add a webhook at the tracker with this address and a secret.
settings-inbound-how-gitea = In the repository’s settings under “Webhooks” add one of the type Gitea (or Forgejo) with this address, POST, application/json, a secret made here, and the issue events.
settings-inbound-how-github = In the repository’s settings under “Webhooks” add one with this address, the content type application/json, a secret made here, and the event “Issues” alone.
settings-inbound-how-gitlab = In the project’s settings under “Webhooks” add one with this address, a secret made here as its secret token (or signing token), and the triggers “Issues events” and “Confidential issues events”.
settings-inbound-how-jira = As an administrator, under “System” and “WebHooks” add one with this address, a secret made here, the events created, updated and deleted of issues, and a JQL of your project such as project = ROAD.
settings-inbound-how-jira-dc = As an administrator, under “System” and “WebHooks” add one with this address, a secret made here, the events created, updated and deleted of issues, and a JQL of your project such as project = ROAD. Before Jira 10 there is no field for the secret: put ?secret= and the secret behind the address there.
settings-inbound-how-linear = Under “Settings”, “API”, “Webhooks” add one with this address, for the team, with the data “Issues”. Linear makes the secret itself: enter it here.
settings-inbound-how-roundup = Copy the plugin’s detector.py into the tracker’s detectors, and write this address and a secret made here into its ideaboard-webhook.json.
settings-inbound-make = Set a secret
settings-inbound-make-yes = Make the secret
settings-inbound-none = This tracker does not call us: the board looks at its issues now and then.
settings-inbound-not-yet = No secret is set yet, so nothing that comes is believed.
settings-inbound-old-day = The secret before it is good for another 24 hours: put the new one in place meanwhile.
settings-inbound-ours = The board
settings-inbound-ours-hint = It is shown once, to be entered at the tracker.
settings-inbound-polled = The board asks this tracker every now and then what has changed.
settings-inbound-rotate = Replace the secret
settings-inbound-secret = Secret
settings-inbound-since = Its secret is set since
settings-inbound-text = When the tracker calls this address, the board knows at once what happens there. Without it, the board looks now and then.
settings-inbound-theirs = The tracker
settings-inbound-theirs-hint = It shows the secret, to be entered here.
settings-inbound-title = What comes in
settings-inbound-url = Address for the tracker’s webhook
settings-inbound-who-makes = Who makes the secret?
settings-invitations = Invitations
settings-invitations-a-link = A link
settings-invitations-any = Any number
settings-invitations-by = by
settings-invitations-days = Good for how long?
settings-invitations-days-count =
    { $days ->
        [one] A day
       *[other] { $days } days
    }
settings-invitations-email = E-mail
settings-invitations-how = How?
settings-invitations-invite = Invite somebody
settings-invitations-link = Link
settings-invitations-link-hint = Whoever has the link may come.
settings-invitations-link-text = Whoever opens it can come to the board.
settings-invitations-link-title = The link to pass on
settings-invitations-link-way = By a link to pass on
settings-invitations-mail = By mail, to one person
settings-invitations-mail-hint = The mail holds a link that is good once.
settings-invitations-make = Make the link
settings-invitations-no-mail-hint = No mail server is set up here: an admin finds the mail and passes it on.
settings-invitations-none = No invitation is open
settings-invitations-none-hint = Invite somebody by mail, or make a link to pass on.
settings-invitations-role = As what?
settings-invitations-send = Send the invitation
settings-invitations-sent = The invitation goes to { $email }.
settings-invitations-take-back = Take back
settings-invitations-take-back-named = Take back the invitation: { $what }
settings-invitations-take-back-sure = Nobody comes by it any more. Who has come stays.
settings-invitations-take-back-title = Take the invitation back?
settings-invitations-taken-back = The invitation is taken back.
settings-invitations-until = good until
settings-invitations-used =
    { $uses ->
        [-1] { $used } came by it, any number may
       *[other] { $used } of { $uses } came by it
    }
settings-invitations-uses = How many may come by it?
settings-issues-all = All
settings-issues-idea = The idea
settings-issues-kept-ours = The idea stays where it is.
settings-issues-kept-theirs = The idea follows the tracker.
settings-issues-look = Look now
settings-issues-look-named = Look now: { $what }
settings-issues-looked = looked at
settings-issues-means = here: { $meaning }
settings-issues-none = No issue was made here yet
settings-issues-none-stuck = No issue waits for a leader
settings-issues-ours = Keep ours
settings-issues-ours-named = Keep ours: { $what }
settings-issues-retried = The tracker is asked again.
settings-issues-retry = Ask again
settings-issues-retry-named = Ask again: { $what }
settings-issues-says = at the tracker:
settings-issues-seen = Looked at it just now.
settings-issues-stuck = Waiting for a leader
settings-issues-theirs = Follow the tracker
settings-issues-theirs-named = Follow the tracker: { $what }
settings-issues-title = Issues
settings-issues-unlink = Unlink
settings-issues-unlink-named = Unlink { $what }
settings-issues-unlink-sure = Idea and issue go their own ways from now on. The issue itself stays as it is.
settings-issues-unlink-title = Unlink { $what }?
settings-issues-unlinked = Idea and issue go their own ways now.
settings-issues-which = Which issues
settings-issues-without-key = Not made yet
settings-job-connection-check = Check a connection
settings-job-connection-choices = Ask what can be chosen
settings-job-connection-dry_run = Show what an adoption would send
settings-job-connection-import = Import open issues as tasks
settings-job-connection-poll = Ask the tracker what has changed
settings-job-connection-resync = Look at every issue
settings-job-inbound-apply = Follow what the tracker told
settings-job-issue-comment = Comment on an issue
settings-job-issue-create = Make an issue
settings-job-issue-link = Link an issue that is there
settings-job-issue-link_back = Tell the issue where its idea is
settings-job-issue-resync = Look at an issue
settings-job-issue-set_status = Move an issue
settings-job-listener-hear = Tell a listener
settings-job-mail-send = Send a mail
settings-job-webhook-send = Tell a webhook
settings-jobs = Jobs
settings-jobs-about = What it is about
settings-jobs-attempts =
    { $count ->
        [0] no failed attempt
        [one] { $count } failed attempt
       *[other] { $count } failed attempts
    }
settings-jobs-crashes =
    { $count ->
        [one] { $count } worker died of it
       *[other] { $count } workers died of it
    }
settings-jobs-dead = Waiting for a leader
settings-jobs-dead-means = These were given up after all attempts. Mend what is wrong, then have them tried again.
settings-jobs-deliveries = Attempts
settings-jobs-done = Done
settings-jobs-lead = What this board owes to the outside, and how it goes.
settings-jobs-next = next try
settings-jobs-no-deliveries = Nothing was attempted yet.
settings-jobs-none-dead = Nothing was given up
settings-jobs-none-done = Nothing was done yet
settings-jobs-none-ready = Nothing waits
settings-jobs-none-running = Nothing is under way
settings-jobs-others = Everything else
settings-jobs-owed = owed
settings-jobs-ready = Waiting
settings-jobs-retried = It is tried again, afresh.
settings-jobs-retry = Try again
settings-jobs-retry-named = Try again: { $job }
settings-jobs-running = Under way
settings-jobs-settled = settled
settings-jobs-which = Which jobs
settings-json = Written as JSON.
settings-kept = I have kept it
settings-last-leader = You are the only leader here. Make somebody else a leader first, then you can go.
settings-leave = Leave the board
settings-leave-open = You can join again whenever you like, as the board is open.
settings-leave-private = To come back you need an invitation.
settings-leave-sure = Leave { $name }?
settings-leave-text = What you wrote stays here.
settings-leave-title = Leave
settings-left = You have left { $name }.
settings-look-again = Look again
settings-means-done = done
settings-means-in_progress = in progress
settings-means-open = not begun
settings-means-rejected = rejected: a leader is asked
settings-means-unknown = nothing: a leader is asked
settings-members = Members
settings-members-hand-over = Hand over the lead
settings-members-hand-over-text = Somebody else becomes a leader, and you a member. They sign in again with the new role.
settings-members-hand-over-to = To whom?
settings-members-hand-over-yes = Hand over
settings-members-handed-over = { $name } leads the board now.
settings-members-here = On the board
settings-members-lead = Who is on the board, and who may come.
settings-members-leave-where = To leave the board yourself, go to
settings-members-make-leader = Make a leader
settings-members-make-leader-named = Make a leader: { $name }
settings-members-make-leader-sure = Leaders answer ideas, put people on the board, and set it up. With the new role, the person signs in again.
settings-members-make-leader-title = Make { $name } a leader?
settings-members-make-member = Make a member
settings-members-make-member-named = Make a member: { $name }
settings-members-make-member-sure = They can post, vote and discuss, and no longer decide. With the new role, the person signs in again.
settings-members-make-member-title = Make { $name } a member again?
settings-members-me = (you)
settings-members-now-leader = { $name } is a leader now.
settings-members-now-member = { $name } is a member now.
settings-members-remove-named = Remove { $name } from the board
settings-members-remove-sure = What they wrote stays, and so do their votes. To come back they need an invitation.
settings-members-remove-title = Remove { $name }?
settings-members-removed = { $name } is no longer on the board.
settings-members-since = here since
settings-members-step-down = Become a member
settings-members-step-down-sure = You stay on the board, and another leader has to make you a leader again.
settings-members-step-down-title = Become a member?
settings-moderation = Moderation
settings-moderation-comment = A comment
settings-moderation-idea = An idea
settings-moderation-lead = What was pointed out to the leaders, and what they have hidden.
settings-moderation-point = An argument
settings-moderation-point-where = It stands among the arguments of its idea; hide it or show it there.
settings-moderation-see = See it where it stands
settings-my-role = My role
settings-name = Name
settings-no-connection = To no tracker
settings-off = Off
settings-on = On
settings-open = Open
settings-open-hint = Everyone who is signed in can see it and join.
settings-outbound-comments = Comments
settings-outbound-comments-hint = What people comment on the idea here goes there, with their names.
settings-outbound-save = Save what goes out
settings-outbound-status = What becomes of an idea here
settings-outbound-status-hint = When somebody starts, finishes or drops the idea here, the issue moves there.
settings-outbound-text = Everything here is off until a leader turns it on.
settings-outbound-title = What goes out besides the issue
settings-parts = Settings
settings-private = Private
settings-private-hint = Only its members can see it.
settings-purpose = What is it for?
settings-resync-conflict =
    { $count ->
        [one] { $count } differs from the board
       *[other] { $count } differ from the board
    }
settings-resync-done = Looked at every issue:
settings-resync-lost =
    { $count ->
        [one] { $count } is gone
       *[other] { $count } are gone
    }
settings-resync-moved =
    { $count ->
        [one] { $count } moved its idea
       *[other] { $count } moved their ideas
    }
settings-resync-nothing = There is no issue to look at.
settings-resync-other = { $count }: { $name }
settings-resync-press = Look at every issue now
settings-resync-same =
    { $count ->
        [one] { $count } is as it was
       *[other] { $count } are as they were
    }
settings-rules = Voting rules
settings-rules-latch = These rules go one way. Once somebody has voted here, a rule can be made tighter and never looser, so that nobody’s vote is shown in a way they did not know of.
settings-rules-lead = How votes are shown here. The rules bind everybody, leaders and admins too.
settings-rules-loosen = Loosen to this
settings-rules-loosen-named = Loosen to this: { $name }
settings-rules-loosen-sure = That works only as long as nobody has voted here.
settings-rules-now = In force
settings-rules-results_shown = When the number of votes is shown
settings-rules-results_shown-after_decision = After the decision
settings-rules-results_shown-after_decision-means = Nobody sees how many support an idea until it is decided, no leader either.
settings-rules-results_shown-after_voting = After voting
settings-rules-results_shown-after_voting-means = Whoever supports an idea sees how many do; everybody does once it is decided.
settings-rules-results_shown-always = Always
settings-rules-results_shown-always-means = Everybody sees at any time how many support an idea.
settings-rules-tighten = Tighten to this
settings-rules-tighten-named = Tighten to this: { $name }
settings-rules-tighten-sure = Once somebody has voted here, this cannot be taken back, by nobody.
settings-rules-tighten-title = { $name }: from now on?
settings-rules-tightest = This is as tight as it gets.
settings-rules-voters_named = Whose the votes are
settings-rules-voters_named-never = Never shown
settings-rules-voters_named-never-means = Nobody sees who supports an idea.
settings-rules-voters_named-to_members = Shown to members
settings-rules-voters_named-to_members-means = Wherever the number is shown, members see who supports an idea.
settings-secret-away = Forget: { $name }
settings-secret-set = Set on { $day }, and never shown. Leave it empty to keep it.
settings-since = changed
settings-statuses-by-itself = As the tracker says
settings-statuses-by-tracker = As the tracker says: { $meaning }
settings-statuses-mean = What each means
settings-statuses-press = Ask for its statuses
settings-statuses-save = Save what they mean
settings-statuses-text = Usually the tracker says what a status means. Where it does not, or means something else here, say it.
settings-statuses-title = What its statuses mean here
settings-statuses-unmapped =
    { $count ->
        [one] One status means nothing here yet: an issue in it stands on the desk.
       *[other] { $count } statuses mean nothing here yet: issues in them stand on the desk.
    }
settings-take = Take this
settings-theirs = Somebody changed this while you did. What you wrote is still here; save again to keep it, or take what they wrote:
settings-time-zone = Time zone
settings-time-zone-hint = Days begin and end here by it: due dates, and “not now” until a day.
settings-unarchive = Bring the board back
settings-unarchive-sure = Its members can post, vote and decide again.
settings-unarchive-text = A leader can bring it back at any time.
settings-unarchive-title = Bring the board back?
settings-unarchived = The board is back.
settings-visibility = Who can see it?
settings-webhooks = Webhooks
settings-webhooks-active = Active
settings-webhooks-add = Add a webhook
settings-webhooks-again = Send again
settings-webhooks-again-named = Send again: { $message }
settings-webhooks-all-events = Everything
settings-webhooks-all-events-hint = Also what is new in later versions.
settings-webhooks-chosen-events = What is chosen here
settings-webhooks-deliveries = Deliveries
settings-webhooks-description = What is it for?
settings-webhooks-disable = Disable it
settings-webhooks-disable-means = When it is disabled, nothing is sent; what it is owed waits, and what happens meanwhile is not told.
settings-webhooks-disabled = Disabled
settings-webhooks-edit-title = What is told, and where
settings-webhooks-enable = Make it active
settings-webhooks-enable-means = When it is active again, what waited is sent.
settings-webhooks-lead = Addresses at which this board’s events are told, each signed and tried again until it is taken.
settings-webhooks-make = Add the webhook
settings-webhooks-no-deliveries = Nothing was sent yet
settings-webhooks-none = No webhook yet
settings-webhooks-none-hint = Add the address of a service that should know what happens here.
settings-webhooks-none-is-all = Nothing is chosen, so everything is told.
settings-webhooks-now-active = The webhook is active.
settings-webhooks-now-disabled = The webhook is disabled.
settings-webhooks-number = message { $number }
settings-webhooks-old-until = The secret before it signs too, until { $until }.
settings-webhooks-one = Webhook
settings-webhooks-ordered = In order
settings-webhooks-ordered-hint = A message waits for those before it about the same thing.
settings-webhooks-owed =
    { $count ->
        [0] No message is owed.
        [one] One message is owed now.
       *[other] { $count } messages are owed now.
    }
settings-webhooks-remove = Remove the webhook
settings-webhooks-remove-sure = Remove the webhook?
settings-webhooks-remove-text = What it is still owed is dropped, and its secret forgotten.
settings-webhooks-remove-title = Remove
settings-webhooks-removed = The webhook is removed.
settings-webhooks-rotate = Replace the secret
settings-webhooks-rotate-means = The new secret is shown once. The one before it goes on signing beside it for 24 hours: put the new one in place meanwhile.
settings-webhooks-secret = Secret
settings-webhooks-secret-means = Every message is signed with it. It was shown when it was made.
settings-webhooks-secret-text = Give it to the receiver: with it a message proves that it comes from here.
settings-webhooks-secret-title = The webhook’s secret
settings-webhooks-since = Since
settings-webhooks-since-hint = In your own time. Each keeps its id and number, so a receiver knows what it had.
settings-webhooks-since-press = Send all again
settings-webhooks-since-title = Send everything since a moment again
settings-webhooks-some-events =
    { $count ->
        [one] { $count } type of event
       *[other] { $count } types of event
    }
settings-webhooks-status = answer { $status }
settings-webhooks-tick-all = Choose all
settings-webhooks-tick-named = Choose all: { $about }
settings-webhooks-untick-all = Choose none
settings-webhooks-untick-named = Choose none: { $about }
settings-webhooks-url = Address
settings-webhooks-url-hint = It starts with https:// and is on the public internet, unless whoever runs this board allows more.
settings-webhooks-what = What is told?
