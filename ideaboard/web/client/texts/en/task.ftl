approach-against = Against it
approach-effort = Effort
approach-effort-large = Large
approach-effort-medium = Medium
approach-effort-small = Small
approach-for = For it
approach-learning = What we would learn
approach-point-hidden = A leader has hidden this argument.
approach-post = Post an approach
approach-support = Support
approach-talk = Discussion
approach-values = Values
approach-what = What it is
approaches-compared = Approaches side by side
approaches-count =
    { $count ->
        [0] no approaches
        [one] { $count } approach
       *[other] { $count } approaches
    }
approaches-none = No approach yet
approaches-none-hint = How would you do it? Post the first one.
approaches-title = Approaches
task-adopt = Which approaches are adopted?
task-adopt-hint = One or more. Each of the others gets a word.
task-body = What is it about?
task-decide = Decide on the task
task-decided = “{ $title }” is decided, with a word to every approach.
task-decisions = Decisions
task-drop = Drop the task
task-drop-hint = It will not be done. It stays in the list of dropped tasks, and its approaches stay readable.
task-dropped = The task is dropped.
task-edit = Edit the task
task-edited = Somebody else changed the task meanwhile. This is how it reads now; what you wrote is still below.
task-edited-mine = Go on with mine
task-edited-theirs = Take theirs
task-others = What becomes of it?
task-post = Post a task
task-title = Title
task-waits = The board cannot be reached. Your task is kept, and posted once when it is back.
task-word = A word to it
task-word-hint = Why not this one? Whoever posted it reads it first.
tasks-all = All
tasks-filters = Filters
tasks-lead = What the team has to do. Everybody can post an approach, and they are compared side by side.
tasks-none = No task is like that
tasks-none-hint = Any member can post one.
tasks-status = Status
tasks-title = Tasks
