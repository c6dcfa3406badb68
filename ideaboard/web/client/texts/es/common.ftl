### Glosario. idea: idea · approach: enfoque · task: tarea · vote, voice, support: apoyo, apoyar (voting rules: reglas de voto)
### comment: comentario · argument: argumento · backlog: el backlog · decision: decisión · to answer an idea: responder
### outcome: resultado · rationale, reason: motivo · follow-up, promise: compromiso (cumplido, sin efecto) · question: pregunta
### adopt: adoptar · decline (an idea): descartar · decline (an offer): declinar · not now: ahora no · drop: abandonar
### merge: fusionar · withdraw: retirar · reopen: reabrir · offer: ofrecimiento · assignment: asignación · mentor: mentoría
### check-in: puesta al día · guidance: orientación · feedback: feedback · feedback round: ronda de feedback, ronda
### value: valor · retire: jubilar · story: historia · review (blameless): retrospectiva (convocada, celebrada, compartida)
### desk: escritorio · flag, point out: aviso, avisar · hide: ocultar · purge: purgar · tracker: gestor (de tickets)
### connection: conexión · issue: ticket · listener: oyente · webhook: webhook · inbound: entrante · delivery: entrega
### job: proceso · worker: worker · event: evento · board: tablero · member: integrante · leader: líder, quien lidera
### admin: admin · account: cuenta · service account: cuenta de servicio · author: autoría, quien la publicó
### author key: clave de autoría · token: token · session: sesión · kinder words: palabras más amables
### whoever runs this board: quien administra el servidor · plugin: plugin
again-go-on = Continuar
again-lead = Iniciaste sesión hace un rato. Para esto, confirma una vez más que eres tú.
again-link = Sin contraseña: cierra la sesión, pide que te enviemos un enlace y vuelve.
again-password = Contraseña
again-provider = Entrar con { $name }
again-title = ¿Eres tú?
author-anonymous = Anónimo
back-on = Vuelve el
board-archived = Archivado
cancel = Cancelar
close = Cerrar
comments-count =
    { $count ->
        [0] sin comentarios
        [one] { $count } comentario
        [many] { $count } de comentarios
       *[other] { $count } comentarios
    }
copied = Copiado
copy = Copiar
copy-by-hand = El navegador no nos deja copiar. El texto está marcado: cópialo a mano.
delete = Borrar
edit = Editar
editor-hint = Aquí funciona Markdown: **negrita**, listas, enlaces, código.
editor-nothing = Todavía no hay nada escrito.
editor-preview = Vista previa
editor-view = Mostrar
editor-write = Escribir
foot-api = API
foot-keys = Teclas
foot-tour = Recorrido
idea-hidden = Quien lidera el tablero ha ocultado esta idea.
issue-conflict = difiere del gestor
issue-linked = en el gestor
issue-lost = ya no está en el gestor
issue-partial = en parte en el gestor
issue-paused = en pausa: su estado cambió demasiadas veces
issue-pending = de camino al gestor
issue-refused = el gestor no lo aceptó
issue-unlinked = desvinculado
key-before = Lo anterior
key-boards = Mis tableros
key-help = Esta lista
key-ideas = Las ideas del tablero
key-new = Publicar una idea
key-next = Lo siguiente
key-search = Buscar
key-shift = Mayús
keys-active = Las teclas sueltas están activas
keys-hint = Desactívalas si estorban a lo que usas, por ejemplo el dictado por voz.
keys-title = Teclas
kinder-ask = Buscar palabras más amables
kinder-failed = Ahora mismo no se encontraron palabras más amables. Puedes publicarlo tal cual.
kinder-hint = También llegan solas cuando haces una pausa al escribir. Son solo propuestas; tómalas o déjalas.
kinder-none = Nada que proponer. Se lee bien.
language = Idioma
leaving-drafts =
    { $count ->
        [one] En este navegador hay un borrador que aún no está publicado.
       *[other] En este navegador hay { $count } borradores que aún no están publicados.
    }
leaving-forget = Descartar y cerrar la sesión
leaving-stay = Quedarme
loading = Cargando
missing-lead = Se ha movido o nunca existió, o no estás en su tablero.
missing-title = Aquí no hay nada que puedas ver
more = Mostrar más
nav-admin = Administración
nav-backlog = Backlog
nav-board = Este tablero
nav-boards = Tableros
nav-decisions = Decisiones
nav-desk = Escritorio
nav-feedback = Feedback
nav-follow-ups = Compromisos
nav-ideas = Ideas
nav-main = Principal
nav-me = Mi cuenta
nav-pictures = Gráficos
nav-reviews = Retrospectivas
nav-roadmap = Hoja de ruta
nav-settings = Ajustes
nav-tasks = Tareas
nav-values = Valores
nobody-named = Alguien que se fue
nothing = nada
offline = Ahora mismo no se puede llegar al tablero. Lo que escribes se guarda aquí y se envía cuando vuelva.
once = Esto se muestra una sola vez. Cópialo ahora y guárdalo donde nadie más lo encuentre.
once-lost = Se creó antes, pero su respuesta se perdió por el camino y no se vuelve a mostrar. Retíralo o sustitúyelo, y crea uno nuevo.
post-idea = Publicar una idea
remove = Quitar
role-leader = Líder
role-member = Integrante
running-again = Todavía no ha funcionado. Próximo intento
running-dead = No ha funcionado.
running-ready = Esperando a un worker …
running-running = Preguntando …
save = Guardar
saved = Guardado.
sign-in = Iniciar sesión
sign-out = Cerrar sesión
skip = Saltar al contenido
status-adopted = Adoptada
status-decided = Decidida
status-declined = Descartada
status-done = Hecha
status-dropped = Abandonada
status-in_progress = En curso
status-merged = Fusionada
status-not_now = Ahora no
status-open = Abierta
status-withdrawn = Retirada
theme = Colores
theme-dark = Oscuro
theme-light = Claro
theme-system = Como el sistema
to-my-boards = A mis tableros
try-again = Intentar de nuevo
undo = Deshacer
vote-mine =
    { $count ->
        [-1] Apoyas «{ $title }». Retirar tu apoyo
        [one] Apoyas «{ $title }», { $count } apoyo. Retirar tu apoyo
        [many] Apoyas «{ $title }», { $count } de apoyos. Retirar tu apoyo
       *[other] Apoyas «{ $title }», { $count } apoyos. Retirar tu apoyo
    }
vote-refused = Tu apoyo no se ha contado. { $reason }
vote-support =
    { $count ->
        [-1] Apoyar «{ $title }»
        [one] Apoyar «{ $title }», { $count } apoyo
        [many] Apoyar «{ $title }», { $count } de apoyos
       *[other] Apoyar «{ $title }», { $count } apoyos
    }
vote-word = Apoyar
