settings-archive = Archivar el tablero
settings-archive-heading = Archivo
settings-archive-sure = Se puede seguir leyendo, y nadie puede publicar, votar ni decidir hasta que quien lidera lo recupere.
settings-archive-text = Un tablero archivado se puede leer, y nada cambia en él. Quienes lo lideran pueden recuperarlo.
settings-archive-title = ¿Archivar el tablero?
settings-archived = El tablero está archivado.
settings-archived-since = Archivado desde el
settings-audit = Auditoría
settings-audit-lead = Qué se ajustó, a quién se dejó entrar y qué hicieron quienes lideran. Nunca publicaciones, votos ni respuestas.
settings-check-account = Nuestra cuenta allí
settings-check-bad_token = No acepta aquello con lo que iniciamos sesión.
settings-check-label_refused = Allí no se puede poner la etiqueta.
settings-check-missing_right = Allí nos falta un permiso.
settings-check-other = Otra cosa no está bien.
settings-check-press = Comprobar ahora
settings-check-text = Una comprobación prueba todo lo que hace falta allí, y no cambia nada.
settings-check-title = ¿Funciona?
settings-check-unreachable = No se puede llegar.
settings-check-well = Todo está bien.
settings-check-wrong = Esto no está bien todavía:
settings-check-wrong_project = El lugar de los ajustes no existe, o no es para nosotros.
settings-choices-found = Se puede elegir entre estas. También se ofrecen arriba, mientras escribes.
settings-choices-hint = Para algunos, el gestor conoce listas.
settings-choices-none = No hay nada que elegir.
settings-choices-of = ¿Para qué ajuste?
settings-choices-press = Preguntar al gestor
settings-choices-title = ¿Qué se puede elegir allí?
settings-choose = Elegir …
settings-connection-settings = Ajustes
settings-connections = Conexiones
settings-connections-account = Nuestra cuenta allí
settings-connections-active = Funciona
settings-connections-add = Conectar
settings-connections-add-to = Conectar con { $tracker }
settings-connections-default = Por defecto
settings-connections-degraded = Falta su plugin
settings-connections-lead = Dónde las ideas adoptadas se convierten en tickets, y a quién se cuenta lo que pasa aquí.
settings-connections-listeners = Oyentes
settings-connections-listeners-means = Se les cuenta lo que pasa aquí; por ejemplo, un chat.
settings-connections-make = Conectar y comprobar
settings-connections-name = Nombre
settings-connections-name-hint = Como lo llama tu equipo.
settings-connections-no-plugins = No hay ningún plugin instalado
settings-connections-no-plugins-hint = Pide a quien administra el servidor que instale uno.
settings-connections-none = El tablero no está conectado a nada todavía
settings-connections-none-hint = Conéctalo con el gestor del equipo, y allí las ideas adoptadas se convierten en tickets.
settings-connections-other = Elegir otro
settings-connections-paused = En pausa
settings-connections-paused-means = Lo pendiente espera, y no se pierde nada. Los ajustes nuevos la despiertan, y también una comprobación que sale bien.
settings-connections-remove = Quitar la conexión
settings-connections-remove-sure = ¿Quitar { $name }?
settings-connections-remove-text = Sus secretos se olvidan. Los tickets creados con ella siguen vinculados, y ya no siguen al gestor.
settings-connections-remove-title = Quitar
settings-connections-removed = { $name } se ha quitado.
settings-connections-there = Las conexiones del tablero
settings-connections-trackers = Gestores
settings-connections-trackers-means = Allí las ideas adoptadas se convierten en tickets, y lo que les pasa vuelve aquí.
settings-default-connection = Adónde van las ideas adoptadas
settings-default-connection-hint = Salvo que quien decide diga otra cosa.
settings-delivery-ambiguous = no está claro si llegó
settings-delivery-auth_failed = no se aceptó nuestro inicio de sesión
settings-delivery-begun = en curso, o interrumpida
settings-delivery-done = recibida
settings-delivery-failed = fallida
settings-delivery-gone = ya no se quiere
settings-delivery-refused = no aceptada
settings-delivery-retry = se intentará de nuevo
settings-dry-run-cut = (recortado a lo que admite el gestor)
settings-dry-run-idea = ¿De qué idea?
settings-dry-run-idea-hint = Muestra el ticket que crearía su adopción. No se envía nada.
settings-dry-run-issue = El ticket que se crearía
settings-dry-run-no-idea = Todavía no hay ninguna idea en el tablero
settings-dry-run-no-idea-hint = Publica una y podrás ver qué saldría de ella.
settings-dry-run-press = Mostrar el ticket
settings-dry-run-text = Mira qué enviaría una adopción. No se envía nada.
settings-dry-run-title = ¿Qué ticket se crearía?
settings-event-backlog-reordered = Cambia el orden del backlog
settings-event-board-archived = Se archiva el tablero
settings-event-board-edited = Cambian los ajustes del tablero
settings-event-board-imported = Se importa un archivo de ideas
settings-event-board-unarchived = Se recupera el tablero
settings-event-comment-deleted = Se borra un comentario
settings-event-comment-edited = Se edita un comentario
settings-event-comment-posted = Se publica un comentario
settings-event-follow_up-kept = Se cumple un compromiso
settings-event-follow_up-released = Un compromiso no se puede cumplir
settings-event-idea-adopted = Se adopta una idea
settings-event-idea-back_in_backlog = Una idea vuelve al backlog
settings-event-idea-declined = Se descarta una idea
settings-event-idea-done = Una idea está hecha
settings-event-idea-dropped = Se abandona una idea
settings-event-idea-edited = Se edita una idea
settings-event-idea-merged = Una idea se fusiona con otra
settings-event-idea-not_now = Se aplaza una idea
settings-event-idea-posted = Se publica una idea
settings-event-idea-reopened = Se reabre una idea
settings-event-idea-started = Empieza el trabajo en una idea
settings-event-idea-unmerged = Se deshace una fusión
settings-event-idea-withdrawn = Se retira una idea
settings-event-issue-conflict = El tablero y el gestor difieren
settings-event-issue-linked = Se vincula un ticket
settings-event-issue-lost = Un ticket ya no está
settings-event-issue-made = Se crea un ticket
settings-event-issue-moved = Un ticket mueve su idea
settings-event-issue-paused = Un ticket queda en pausa
settings-event-issue-refused = El gestor no acepta un ticket
settings-event-issue-resolved = Se resuelve un conflicto
settings-event-issue-unlinked = Se desvincula un ticket
settings-event-point-deleted = Se borra un argumento
settings-event-point-edited = Se edita un argumento
settings-event-point-posted = Se publica un argumento
settings-event-question-answer_edited = Se edita una respuesta
settings-event-question-answered = Se responde a una pregunta
settings-event-question-asked = Se hace una pregunta
settings-event-task-decided = Se decide sobre una tarea
settings-event-task-done = Una tarea está hecha
settings-event-task-dropped = Se abandona una tarea
settings-event-task-edited = Se edita una tarea
settings-event-task-posted = Se publica una tarea
settings-event-task-reopened = Se reabre una tarea
settings-event-value-edited = Cambia un valor
settings-event-value-named = Se nombra un valor
settings-event-value-retired = Se jubila un valor
settings-flags-dismiss = Cerrar el aviso
settings-flags-dismiss-sure = Sale de esta lista, y no se oculta nada.
settings-flags-dismiss-title = ¿Está atendido?
settings-flags-dismissed = Atendido.
settings-flags-hidden = Ya está oculto.
settings-flags-hide = Ocultarlo
settings-flags-hide-means = Quien lo escribió y quienes lideran lo siguen viendo, con tu motivo. Las demás personas ven que se ocultó.
settings-flags-hide-reason = ¿Por qué lo ocultas?
settings-flags-hide-title = ¿Ocultarlo?
settings-flags-means = Cualquiera del tablero puede avisar de algo. Quién lo hizo no se guarda a la vista de nadie.
settings-flags-none = No hay avisos
settings-flags-title = Avisos
settings-flags-why = Por qué:
settings-general = General
settings-general-lead = Cómo se llama este tablero, para qué es y quién lo ve.
settings-hearing-save = Guardar lo que se le cuenta
settings-hearing-text = Se le cuenta cuando
settings-hearing-title = Lo que se le cuenta
settings-hides-by = lo ocultó
settings-hides-hidden = Oculto
settings-hides-lifted-by = lo volvió a mostrar
settings-hides-means = Todo lo que se ocultó aquí alguna vez, y lo que se volvió a mostrar.
settings-hides-none = Nunca se ha ocultado nada
settings-hides-show = Volver a mostrarlo
settings-hides-show-sure = Quien puede ver el tablero lo puede leer otra vez.
settings-hides-show-title = ¿Volver a mostrarlo?
settings-hides-shown = Se muestra de nuevo.
settings-hides-title = Oculto
settings-hides-why = Por qué:
settings-import-before =
    { $count ->
        [one] Una estaba aquí antes.
        [many] { $count } estaban aquí antes.
       *[other] { $count } estaban aquí antes.
    }
settings-import-done =
    { $count ->
        [0] Ninguna tarea nueva.
        [one] Una tarea nueva.
        [many] { $count } de tareas nuevas.
       *[other] { $count } tareas nuevas.
    }
settings-import-more = Hay más de las que se leyeron.
settings-import-press = Importar tickets abiertos como tareas
settings-import-text = Los tickets abiertos del gestor se convierten en tareas, cada uno una sola vez, para que se publiquen enfoques para ellas.
settings-import-title = Traer aquí sus tickets
settings-inbound-how = Añade en el gestor un webhook con esta dirección y un secreto.
settings-inbound-how-gitea = En los ajustes del repositorio, en «Webhooks», añade uno del tipo Gitea (o Forgejo) con esta dirección, POST, application/json, un secreto creado aquí y los eventos de tickets.
settings-inbound-how-github = En los ajustes del repositorio, en «Webhooks», añade uno con esta dirección, el tipo de contenido application/json, un secreto creado aquí y solo el evento «Issues».
settings-inbound-how-gitlab = En los ajustes del proyecto, en «Webhooks», añade uno con esta dirección, un secreto creado aquí como su «secret token» (o «signing token») y los disparadores «Issues events» y «Confidential issues events».
settings-inbound-how-jira = Con permisos de administración, en «System» y «WebHooks», añade uno con esta dirección, un secreto creado aquí, los eventos created, updated y deleted de tickets, y un JQL de tu proyecto, como project = ROAD.
settings-inbound-how-jira-dc = Con permisos de administración, en «System» y «WebHooks», añade uno con esta dirección, un secreto creado aquí, los eventos created, updated y deleted de tickets, y un JQL de tu proyecto, como project = ROAD. Antes de Jira 10 no hay un campo para el secreto: pon allí ?secret= y el secreto detrás de la dirección.
settings-inbound-how-linear = En «Settings», «API», «Webhooks», añade uno con esta dirección, para el equipo, con los datos «Issues». Linear crea el secreto: introdúcelo aquí.
settings-inbound-how-roundup = Copia el detector.py del plugin en los detectores del gestor, y escribe esta dirección y un secreto creado aquí en su ideaboard-webhook.json.
settings-inbound-make = Poner un secreto
settings-inbound-make-yes = Crear el secreto
settings-inbound-none = Este gestor no nos llama: el tablero mira sus tickets de vez en cuando.
settings-inbound-not-yet = Todavía no hay secreto, así que no se da crédito a nada de lo que llega.
settings-inbound-old-day = El secreto anterior vale 24 horas más: pon el nuevo en su lugar mientras tanto.
settings-inbound-ours = El tablero
settings-inbound-ours-hint = Se muestra una sola vez, para introducirlo en el gestor.
settings-inbound-polled = El tablero pregunta a este gestor cada cierto tiempo qué ha cambiado.
settings-inbound-rotate = Sustituir el secreto
settings-inbound-secret = Secreto
settings-inbound-since = Su secreto está puesto desde el
settings-inbound-text = Si el gestor llama a esta dirección, el tablero sabe enseguida lo que pasa allí. Sin ello, el tablero mira de vez en cuando.
settings-inbound-theirs = El gestor
settings-inbound-theirs-hint = Muestra el secreto, para introducirlo aquí.
settings-inbound-title = Lo que entra
settings-inbound-url = Dirección para el webhook del gestor
settings-inbound-who-makes = ¿Quién crea el secreto?
settings-invitations = Invitaciones
settings-invitations-a-link = Un enlace
settings-invitations-any = Las que sean
settings-invitations-by = por
settings-invitations-days = ¿Cuánto tiempo vale?
settings-invitations-days-count =
    { $days ->
        [one] Un día
        [many] { $days } de días
       *[other] { $days } días
    }
settings-invitations-email = Correo
settings-invitations-how = ¿Cómo?
settings-invitations-invite = Invitar a alguien
settings-invitations-link = Enlace
settings-invitations-link-hint = Quien tenga el enlace puede venir.
settings-invitations-link-text = Quien lo abre puede venir al tablero.
settings-invitations-link-title = El enlace para hacer llegar
settings-invitations-link-way = Con un enlace para hacer llegar
settings-invitations-mail = Por correo, a una persona
settings-invitations-mail-hint = El correo lleva un enlace que vale una sola vez.
settings-invitations-make = Crear el enlace
settings-invitations-no-mail-hint = Aquí no hay servidor de correo: un admin encuentra el correo y lo hace llegar.
settings-invitations-none = No hay invitaciones abiertas
settings-invitations-none-hint = Invita a alguien por correo, o crea un enlace para hacerlo llegar.
settings-invitations-role = ¿Como qué?
settings-invitations-send = Enviar la invitación
settings-invitations-sent = La invitación va a { $email }.
settings-invitations-take-back = Retirar
settings-invitations-take-back-named = Retirar la invitación: { $what }
settings-invitations-take-back-sure = Ya nadie llega con ella. Quien ha venido se queda.
settings-invitations-take-back-title = ¿Retirar la invitación?
settings-invitations-taken-back = La invitación está retirada.
settings-invitations-until = vale hasta el
settings-invitations-used =
    { $uses ->
        [-1] llegadas: { $used }; sin límite
       *[other] llegadas: { $used } de { $uses }
    }
settings-invitations-uses = ¿Cuántas personas pueden venir con él?
settings-issues-all = Todos
settings-issues-idea = La idea
settings-issues-kept-ours = La idea se queda donde está.
settings-issues-kept-theirs = La idea sigue al gestor.
settings-issues-look = Mirar ahora
settings-issues-look-named = Mirar ahora: { $what }
settings-issues-looked = visto
settings-issues-means = aquí: { $meaning }
settings-issues-none = Aquí no se ha creado ningún ticket todavía
settings-issues-none-stuck = Ningún ticket espera a quien lidera
settings-issues-ours = Mantener lo nuestro
settings-issues-ours-named = Mantener lo nuestro: { $what }
settings-issues-retried = Se vuelve a preguntar al gestor.
settings-issues-retry = Preguntar de nuevo
settings-issues-retry-named = Preguntar de nuevo: { $what }
settings-issues-says = en el gestor:
settings-issues-seen = Visto ahora mismo.
settings-issues-stuck = Esperan a quien lidera
settings-issues-theirs = Seguir al gestor
settings-issues-theirs-named = Seguir al gestor: { $what }
settings-issues-title = Tickets
settings-issues-unlink = Desvincular
settings-issues-unlink-named = Desvincular { $what }
settings-issues-unlink-sure = Desde ahora, la idea y el ticket siguen cada uno su camino. El ticket en sí se queda como está.
settings-issues-unlink-title = ¿Desvincular { $what }?
settings-issues-unlinked = La idea y el ticket siguen ahora cada uno su camino.
settings-issues-which = Qué tickets
settings-issues-without-key = Sin crear todavía
settings-job-connection-check = Comprobar una conexión
settings-job-connection-choices = Preguntar qué se puede elegir
settings-job-connection-dry_run = Mostrar qué enviaría una adopción
settings-job-connection-import = Importar tickets abiertos como tareas
settings-job-connection-poll = Preguntar al gestor qué ha cambiado
settings-job-connection-resync = Mirar cada ticket
settings-job-inbound-apply = Seguir lo que contó el gestor
settings-job-issue-comment = Comentar en un ticket
settings-job-issue-create = Crear un ticket
settings-job-issue-link = Vincular un ticket que existe
settings-job-issue-link_back = Decirle al ticket dónde está su idea
settings-job-issue-resync = Mirar un ticket
settings-job-issue-set_status = Mover un ticket
settings-job-listener-hear = Contárselo a un oyente
settings-job-mail-send = Enviar un correo
settings-job-webhook-send = Contárselo a un webhook
settings-jobs = Procesos
settings-jobs-about = De qué trata
settings-jobs-attempts =
    { $count ->
        [0] ningún intento fallido
        [one] { $count } intento fallido
        [many] { $count } de intentos fallidos
       *[other] { $count } intentos fallidos
    }
settings-jobs-crashes =
    { $count ->
        [one] tumbó { $count } worker
        [many] tumbó { $count } de workers
       *[other] tumbó { $count } workers
    }
settings-jobs-dead = Esperan a quien lidera
settings-jobs-dead-means = Estos se dejaron tras todos los intentos. Arregla lo que falla y haz que se intenten de nuevo.
settings-jobs-deliveries = Intentos
settings-jobs-done = Hechos
settings-jobs-lead = Lo que este tablero debe hacia fuera, y cómo va.
settings-jobs-next = próximo intento
settings-jobs-no-deliveries = Todavía no se ha intentado nada.
settings-jobs-none-dead = No se ha dejado nada
settings-jobs-none-done = Todavía no se ha hecho nada
settings-jobs-none-ready = Nada espera
settings-jobs-none-running = Nada está en curso
settings-jobs-others = Todo lo demás
settings-jobs-owed = pendiente desde
settings-jobs-ready = En espera
settings-jobs-retried = Se intenta de nuevo, desde cero.
settings-jobs-retry = Intentar de nuevo
settings-jobs-retry-named = Intentar de nuevo: { $job }
settings-jobs-running = En curso
settings-jobs-settled = cerrado
settings-jobs-which = Qué procesos
settings-json = Escrito como JSON.
settings-kept = Lo he guardado
settings-last-leader = Eres la única persona que lidera aquí. Haz líder antes a otra, y podrás irte.
settings-leave = Dejar el tablero
settings-leave-open = Puedes volver a unirte cuando quieras, porque el tablero está abierto.
settings-leave-private = Para volver necesitas una invitación.
settings-leave-sure = ¿Dejar { $name }?
settings-leave-text = Lo que escribiste se queda aquí.
settings-leave-title = Dejarlo
settings-left = Has dejado { $name }.
settings-look-again = Mirar de nuevo
settings-means-done = hecha
settings-means-in_progress = en curso
settings-means-open = sin empezar
settings-means-rejected = rechazada: se pregunta a quien lidera
settings-means-unknown = nada: se pregunta a quien lidera
settings-members = Integrantes
settings-members-hand-over = Ceder el liderazgo
settings-members-hand-over-text = Otra persona pasa a liderar, y tú a ser integrante. Esa persona inicia sesión de nuevo con su nuevo papel.
settings-members-hand-over-to = ¿A quién?
settings-members-hand-over-yes = Ceder
settings-members-handed-over = Ahora { $name } lidera el tablero.
settings-members-here = En el tablero
settings-members-lead = Quién está en el tablero, y quién puede venir.
settings-members-leave-where = Para dejar tú el tablero, ve a
settings-members-make-leader = Hacer líder
settings-members-make-leader-named = Hacer líder: { $name }
settings-members-make-leader-sure = Quienes lideran responden a las ideas, dan acceso al tablero y lo configuran. Con el nuevo papel, la persona inicia sesión de nuevo.
settings-members-make-leader-title = ¿Hacer líder a { $name }?
settings-members-make-member = Hacer integrante
settings-members-make-member-named = Hacer integrante: { $name }
settings-members-make-member-sure = Puede publicar, votar y conversar, y ya no decide. Con el nuevo papel, la persona inicia sesión de nuevo.
settings-members-make-member-title = ¿Que { $name } vuelva a ser integrante?
settings-members-me = (tú)
settings-members-now-leader = Ahora { $name } es líder.
settings-members-now-member = Ahora { $name } es integrante.
settings-members-remove-named = Quitar a { $name } del tablero
settings-members-remove-sure = Lo que escribió se queda, y también sus votos. Para volver necesita una invitación.
settings-members-remove-title = ¿Quitar a { $name }?
settings-members-removed = { $name } ya no está en el tablero.
settings-members-since = aquí desde el
settings-members-step-down = Pasar a integrante
settings-members-step-down-sure = Sigues en el tablero, y otra persona que lidere tendría que hacerte líder de nuevo.
settings-members-step-down-title = ¿Pasar a integrante?
settings-moderation = Moderación
settings-moderation-comment = Un comentario
settings-moderation-idea = Una idea
settings-moderation-lead = De qué se avisó a quienes lideran, y qué han ocultado.
settings-moderation-point = Un argumento
settings-moderation-point-where = Está entre los argumentos de su idea; ocúltalo o muéstralo allí.
settings-moderation-see = Verlo donde está
settings-my-role = Mi papel
settings-name = Nombre
settings-no-connection = A ningún gestor
settings-off = Desactivado
settings-on = Activado
settings-open = Abierto
settings-open-hint = Cualquiera con la sesión iniciada puede verlo y unirse.
settings-outbound-comments = Comentarios
settings-outbound-comments-hint = Lo que se comenta aquí sobre la idea llega allí, con los nombres.
settings-outbound-save = Guardar lo que sale
settings-outbound-status = Lo que pasa aquí con una idea
settings-outbound-status-hint = Cuando alguien empieza, termina o abandona la idea aquí, el ticket se mueve allí.
settings-outbound-text = Todo lo de aquí está desactivado hasta que quien lidera lo active.
settings-outbound-title = Lo que sale además del ticket
settings-parts = Ajustes
settings-private = Privado
settings-private-hint = Solo lo ven sus integrantes.
settings-purpose = ¿Para qué es?
settings-resync-conflict =
    { $count ->
        [one] { $count } difiere del tablero
        [many] { $count } difieren del tablero
       *[other] { $count } difieren del tablero
    }
settings-resync-done = Se ha mirado cada ticket:
settings-resync-lost =
    { $count ->
        [one] { $count } ya no está
        [many] { $count } ya no están
       *[other] { $count } ya no están
    }
settings-resync-moved =
    { $count ->
        [one] { $count } movió su idea
        [many] { $count } movieron sus ideas
       *[other] { $count } movieron sus ideas
    }
settings-resync-nothing = No hay ningún ticket que mirar.
settings-resync-other = { $count }: { $name }
settings-resync-press = Mirar ahora cada ticket
settings-resync-same =
    { $count ->
        [one] { $count } está como estaba
        [many] { $count } están como estaban
       *[other] { $count } están como estaban
    }
settings-rules = Reglas de voto
settings-rules-latch = Estas reglas van en un solo sentido. Cuando alguien ha votado aquí, una regla puede hacerse más estricta y nunca más laxa, para que ningún voto se muestre de una forma que quien votó no conocía.
settings-rules-lead = Cómo se muestran aquí los votos. Las reglas obligan a todo el mundo, también a líderes y admins.
settings-rules-loosen = Hacerla así de laxa
settings-rules-loosen-named = Hacerla así de laxa: { $name }
settings-rules-loosen-sure = Solo es posible mientras nadie haya votado aquí.
settings-rules-now = Vigente
settings-rules-results_shown = Cuándo se muestra el número de votos
settings-rules-results_shown-after_decision = Después de la decisión
settings-rules-results_shown-after_decision-means = Nadie ve cuántas personas apoyan una idea hasta que se decide, tampoco quien lidera.
settings-rules-results_shown-after_voting = Después de votar
settings-rules-results_shown-after_voting-means = Quien apoya una idea ve cuántas personas lo hacen; cuando se decide, lo ve todo el mundo.
settings-rules-results_shown-always = Siempre
settings-rules-results_shown-always-means = Todo el mundo ve en cualquier momento cuántas personas apoyan una idea.
settings-rules-tighten = Hacerla así de estricta
settings-rules-tighten-named = Hacerla así de estricta: { $name }
settings-rules-tighten-sure = Cuando alguien ha votado aquí, esto no lo puede deshacer nadie.
settings-rules-tighten-title = { $name }: ¿desde ahora?
settings-rules-tightest = Más estricta no puede ser.
settings-rules-voters_named = De quién son los votos
settings-rules-voters_named-never = No se muestra nunca
settings-rules-voters_named-never-means = Nadie ve quién apoya una idea.
settings-rules-voters_named-to_members = Se muestra a integrantes
settings-rules-voters_named-to_members-means = Donde se muestra el número, quienes están en el tablero ven quién apoya una idea.
settings-secret-away = Olvidar: { $name }
settings-secret-set = Puesto el { $day }, y no se muestra nunca. Déjalo vacío para conservarlo.
settings-since = desde
settings-statuses-by-itself = Lo que dice el gestor
settings-statuses-by-tracker = Lo que dice el gestor: { $meaning }
settings-statuses-mean = Qué significa cada uno
settings-statuses-press = Preguntar por sus estados
settings-statuses-save = Guardar qué significan
settings-statuses-text = Normalmente el gestor dice qué significa un estado. Donde no lo hace, o aquí significa otra cosa, dilo.
settings-statuses-title = Qué significan aquí sus estados
settings-statuses-unmapped =
    { $count ->
        [one] Un estado no significa nada aquí todavía: un ticket que esté en él queda en el escritorio.
        [many] { $count } de estados no significan nada aquí todavía: los tickets que estén en ellos quedan en el escritorio.
       *[other] { $count } estados no significan nada aquí todavía: los tickets que estén en ellos quedan en el escritorio.
    }
settings-take = Tomar esto
settings-theirs = Alguien cambió esto mientras tú lo hacías. Lo que escribiste sigue aquí; guarda de nuevo para mantenerlo, o toma lo que se escribió:
settings-time-zone = Zona horaria
settings-time-zone-hint = Aquí los días empiezan y terminan según ella: los vencimientos, y «ahora no» hasta un día.
settings-unarchive = Recuperar el tablero
settings-unarchive-sure = Sus integrantes pueden volver a publicar, votar y decidir.
settings-unarchive-text = Quien lo lidera puede recuperarlo en cualquier momento.
settings-unarchive-title = ¿Recuperar el tablero?
settings-unarchived = El tablero ha vuelto.
settings-visibility = ¿Quién puede verlo?
settings-webhooks = Webhooks
settings-webhooks-active = Activo
settings-webhooks-add = Añadir un webhook
settings-webhooks-again = Enviar de nuevo
settings-webhooks-again-named = Enviar de nuevo: { $message }
settings-webhooks-all-events = Todo
settings-webhooks-all-events-hint = También lo que sea nuevo en versiones posteriores.
settings-webhooks-chosen-events = Lo que se elija aquí
settings-webhooks-deliveries = Entregas
settings-webhooks-description = ¿Para qué es?
settings-webhooks-disable = Desactivarlo
settings-webhooks-disable-means = Mientras está desactivado no se envía nada; lo que se le debe espera, y lo que pasa entretanto no se cuenta.
settings-webhooks-disabled = Desactivado
settings-webhooks-edit-title = Qué se cuenta, y dónde
settings-webhooks-enable = Activarlo
settings-webhooks-enable-means = Cuando vuelve a estar activo, se envía lo que esperaba.
settings-webhooks-lead = Direcciones a las que se cuentan los eventos de este tablero, cada uno firmado e intentado hasta que se recibe.
settings-webhooks-make = Añadir el webhook
settings-webhooks-no-deliveries = Todavía no se ha enviado nada
settings-webhooks-none = Todavía no hay webhooks
settings-webhooks-none-hint = Añade la dirección de un servicio que deba saber lo que pasa aquí.
settings-webhooks-none-is-all = No se ha elegido nada, así que se cuenta todo.
settings-webhooks-now-active = El webhook está activo.
settings-webhooks-now-disabled = El webhook está desactivado.
settings-webhooks-number = mensaje { $number }
settings-webhooks-old-until = El secreto anterior firma también, hasta el { $until }.
settings-webhooks-one = Webhook
settings-webhooks-ordered = En orden
settings-webhooks-ordered-hint = Un mensaje espera a los anteriores sobre lo mismo.
settings-webhooks-owed =
    { $count ->
        [0] No se debe ningún mensaje.
        [one] Ahora se debe un mensaje.
        [many] Ahora se deben { $count } de mensajes.
       *[other] Ahora se deben { $count } mensajes.
    }
settings-webhooks-remove = Quitar el webhook
settings-webhooks-remove-sure = ¿Quitar el webhook?
settings-webhooks-remove-text = Lo que todavía se le debe se descarta, y su secreto se olvida.
settings-webhooks-remove-title = Quitar
settings-webhooks-removed = El webhook se ha quitado.
settings-webhooks-rotate = Sustituir el secreto
settings-webhooks-rotate-means = El secreto nuevo se muestra una sola vez. El anterior sigue firmando junto a él durante 24 horas: pon el nuevo en su lugar mientras tanto.
settings-webhooks-secret = Secreto
settings-webhooks-secret-means = Cada mensaje se firma con él. Se mostró cuando se creó.
settings-webhooks-secret-text = Dáselo a quien recibe: con él, un mensaje demuestra que viene de aquí.
settings-webhooks-secret-title = El secreto del webhook
settings-webhooks-since = Desde
settings-webhooks-since-hint = En tu propia hora. Cada mensaje conserva su id y su número, así quien recibe sabe lo que ya tenía.
settings-webhooks-since-press = Enviar todo de nuevo
settings-webhooks-since-title = Enviar de nuevo todo desde un momento
settings-webhooks-some-events =
    { $count ->
        [one] { $count } tipo de evento
        [many] { $count } de tipos de evento
       *[other] { $count } tipos de evento
    }
settings-webhooks-status = respuesta { $status }
settings-webhooks-tick-all = Elegir todo
settings-webhooks-tick-named = Elegir todo: { $about }
settings-webhooks-untick-all = No elegir nada
settings-webhooks-untick-named = No elegir nada: { $about }
settings-webhooks-url = Dirección
settings-webhooks-url-hint = Empieza por https:// y está en la internet pública, salvo que quien administra el servidor permita más.
settings-webhooks-what = ¿Qué se cuenta?
