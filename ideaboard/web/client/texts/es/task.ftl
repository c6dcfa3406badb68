approach-against = En contra
approach-effort = Esfuerzo
approach-effort-large = Grande
approach-effort-medium = Medio
approach-effort-small = Pequeño
approach-for = A favor
approach-learning = Qué aprenderíamos
approach-point-hidden = Quien lidera el tablero ha ocultado este argumento.
approach-post = Publicar un enfoque
approach-support = Apoyo
approach-talk = Conversación
approach-values = Valores
approach-what = Qué es
approaches-compared = Enfoques en paralelo
approaches-count =
    { $count ->
        [0] sin enfoques
        [one] { $count } enfoque
        [many] { $count } de enfoques
       *[other] { $count } enfoques
    }
approaches-none = Todavía no hay enfoques
approaches-none-hint = ¿Cómo lo harías tú? Publica el primero.
approaches-title = Enfoques
task-adopt = ¿Qué enfoques se adoptan?
task-adopt-hint = Uno o varios. Cada uno de los demás recibe unas palabras.
task-body = ¿De qué se trata?
task-decide = Decidir sobre la tarea
task-decided = «{ $title }» está decidida, con unas palabras para cada enfoque.
task-decisions = Decisiones
task-drop = Abandonar la tarea
task-drop-hint = No se hará. Se queda en la lista de tareas abandonadas, y sus enfoques se pueden seguir leyendo.
task-dropped = La tarea se ha abandonado.
task-edit = Editar la tarea
task-edited = Mientras tanto, otra persona cambió la tarea. Así se lee ahora; lo que escribiste sigue abajo.
task-edited-mine = Seguir con lo mío
task-edited-theirs = Tomar lo suyo
task-others = ¿Qué pasa con él?
task-post = Publicar una tarea
task-title = Título
task-waits = No se puede llegar al tablero. Tu tarea está guardada y se publica una sola vez cuando vuelva.
task-word = Unas palabras
task-word-hint = ¿Por qué este no? Quien lo publicó lo lee antes que nadie.
tasks-all = Todas
tasks-filters = Filtros
tasks-lead = Lo que el equipo tiene que hacer. Cualquiera puede publicar un enfoque, y se comparan en paralelo.
tasks-none = Ninguna tarea es así
tasks-none-hint = Cualquier integrante puede publicar una.
tasks-status = Estado
tasks-title = Tareas
