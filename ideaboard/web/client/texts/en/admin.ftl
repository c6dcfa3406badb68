admin-account-make = Make it
admin-account-new = Make an account
admin-accounts = Accounts
admin-accounts-lead = Everybody who can sign in here, and the machines; the oldest first.
admin-audit = Audit
admin-audit-lead = What was done to accounts and tokens, and who signed in. What is done on a board is in that board’s own.
admin-change = Change
admin-change-named = Change { $name }
admin-email = E-mail
admin-erase = Erase this account
admin-erase-all = It goes too
admin-erase-begin = Erase this account…
admin-erase-content = What becomes of what they wrote?
admin-erase-keep = It stays, without their name
admin-erase-means = For somebody who left. It is done for good: their name and e-mail vanish everywhere.
admin-erase-press = Erase it
admin-erase-type = Type the name, { $name }, to go on
admin-erased = The account is erased.
admin-health = Health
admin-health-again = Look again
admin-health-database = Database
admin-health-dead =
    { $count ->
        [one] One job waits for a person. Its board’s settings say why.
       *[other] { $count } jobs wait for a person. Their boards’ settings say why.
    }
admin-health-late = Jobs wait for more than five minutes. Is a worker running? See “ideaboard work”.
admin-health-lead = Versions, jobs, schedule and plugins.
admin-health-never = never
admin-health-none = none
admin-health-off = This plugin is switched off:
admin-health-oldest = Oldest job that should run
admin-health-schedule = Schedule last looked at
admin-health-schema = Database schema
admin-health-seconds =
    { $seconds ->
        [one] one second ago
       *[other] { $seconds } seconds ago
    }
admin-health-stopped = Nothing that happens by date is happening: the schedule was not looked at for minutes. Is a worker running?
admin-health-suggesters = Plugins with kinder words
admin-health-trackers = Trackers
admin-health-version = Version
admin-health-well = All is well.
admin-is-admin = Admin
admin-is-off = Switched off
admin-jobs-dead = Jobs that wait for a person
admin-jobs-done = Jobs done
admin-jobs-ready = Jobs that wait
admin-jobs-running = Jobs under way
admin-kind = For whom?
admin-kind-person = A person
admin-kind-person-hint = They get in by a link that is mailed to them, or at the provider.
admin-kind-service = A machine
admin-kind-service-hint = A service account: it has tokens and no e-mail.
admin-mail-done = I have passed it on
admin-mail-gone = It is let go.
admin-mail-link = The link in it
admin-mail-text = The whole mail
admin-mail-to = to
admin-mails = Mails
admin-mails-lead = Where no mail server is set, mails wait here for you to pass their links on.
admin-mails-none = No mail waits
admin-make-admin = An admin of this installation
admin-make-admin-hint = Makes accounts and boards. Sees no private board they are not on.
admin-name = Name
admin-off = Switched off
admin-off-hint = It can do nothing until it is switched on again.
admin-since = made
