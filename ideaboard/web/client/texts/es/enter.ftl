begin = Empezar
choose = Elegirla
come = Entrar
enter-by-link = Mejor enviarme un enlace
enter-by-password = Entrar con contraseña
enter-called-off = Se canceló en el proveedor.
enter-confirmed = Ven al tablero
enter-confirmed-lead = Tu enlace está listo. Se abre una sola vez.
enter-did-not-work = No funcionó en el proveedor. Inténtalo de nuevo.
enter-email = Correo
enter-first = Todavía no hay nadie aquí
enter-first-lead = Sé la primera persona que administra esta instalación.
enter-forgot = Elegir una contraseña nueva
enter-forgot-lead = Te llega un enlace con el que la eliges.
enter-forgot-link = He olvidado mi contraseña
enter-inside = Has iniciado sesión, { $name }
enter-invited = Ven al tablero
enter-invited-as =
    { $role ->
        [leader] Te invitan a liderar «{ $board }». Entras como { $name }.
       *[other] Te invitan a «{ $board }» como integrante. Entras como { $name }.
    }
enter-invited-to =
    { $role ->
        [leader] Te invitan a liderar «{ $board }».
       *[other] Te invitan a «{ $board }» como integrante.
    }
enter-joining = Ven al tablero
enter-link = Iniciar sesión
enter-link-lead = Tu enlace está listo. Se abre una sola vez.
enter-look = Mira tu correo
enter-look-lead = Si aquí se conoce la dirección, hay un enlace en camino. Se abre una sola vez, y no por mucho tiempo.
enter-mailed = Entrar por correo
enter-mailed-lead = Te llega un enlace que se abre una sola vez.
enter-name = ¿Cómo te llamas?
enter-new-password = Contraseña nueva
enter-no-way = Ahora mismo no hay forma de entrar aquí. Pregunta a quien administra el servidor.
enter-not-in = No has iniciado sesión
enter-not-linked = No se ha vinculado nada
enter-nothing = Esto no abre nada
enter-or = o
enter-passed = Ven al tablero
enter-password = Iniciar sesión
enter-password-field = Contraseña
enter-password-hint = Tres o cuatro palabras poco comunes hacen una buena.
enter-provider = Entrar con { $name }
enter-provider-only = Entras con la cuenta que te dio tu organización.
enter-reset = Elegir una contraseña nueva
enter-reset-lead = Con ello se cierra tu sesión en todos los demás sitios.
enter-returning = Iniciando tu sesión
enter-to-sign-in = A iniciar sesión
send-link = Enviarme el enlace
