admin-account-make = Crearla
admin-account-new = Crear una cuenta
admin-accounts = Cuentas
admin-accounts-lead = Todas las personas que pueden entrar aquí, y las máquinas; primero las más antiguas.
admin-audit = Auditoría
admin-audit-lead = Lo que se hizo con cuentas y tokens, y quién inició sesión. Lo que se hace en un tablero está en la suya.
admin-change = Cambiar
admin-change-named = Cambiar { $name }
admin-email = Correo
admin-erase = Eliminar esta cuenta
admin-erase-all = Desaparece también
admin-erase-begin = Eliminar esta cuenta…
admin-erase-content = ¿Qué pasa con lo que escribió?
admin-erase-keep = Se queda, sin su nombre
admin-erase-means = Para alguien que se fue. Es para siempre: su nombre y su correo desaparecen en todas partes.
admin-erase-press = Eliminarla
admin-erase-type = Escribe el nombre, { $name }, para continuar
admin-erased = La cuenta se ha eliminado.
admin-health = Salud
admin-health-again = Mirar de nuevo
admin-health-database = Base de datos
admin-health-dead =
    { $count ->
        [one] Un proceso espera a una persona. Los ajustes de su tablero dicen por qué.
        [many] { $count } de procesos esperan a una persona. Los ajustes de sus tableros dicen por qué.
       *[other] { $count } procesos esperan a una persona. Los ajustes de sus tableros dicen por qué.
    }
admin-health-late = Hay procesos que esperan desde hace más de cinco minutos. ¿Hay un worker en marcha? Mira «ideaboard work».
admin-health-lead = Versiones, procesos, agenda y plugins.
admin-health-never = nunca
admin-health-none = ninguno
admin-health-off = Este plugin está desactivado:
admin-health-oldest = Proceso pendiente más antiguo
admin-health-schedule = Última mirada a la agenda
admin-health-schema = Esquema de la base de datos
admin-health-seconds =
    { $seconds ->
        [one] hace un segundo
        [many] hace { $seconds } de segundos
       *[other] hace { $seconds } segundos
    }
admin-health-stopped = No ocurre nada de lo que va por fecha: hace minutos que nadie mira la agenda. ¿Hay un worker en marcha?
admin-health-suggesters = Plugins con palabras más amables
admin-health-trackers = Gestores
admin-health-version = Versión
admin-health-well = Todo va bien.
admin-is-admin = Admin
admin-is-off = Desactivada
admin-jobs-dead = Procesos que esperan a una persona
admin-jobs-done = Procesos hechos
admin-jobs-ready = Procesos en espera
admin-jobs-running = Procesos en curso
admin-kind = ¿Para quién?
admin-kind-person = Una persona
admin-kind-person-hint = Entra con un enlace que le llega por correo, o en el proveedor.
admin-kind-service = Una máquina
admin-kind-service-hint = Una cuenta de servicio: tiene tokens y no tiene correo.
admin-mail-done = Lo he hecho llegar
admin-mail-gone = Ya no se guarda.
admin-mail-link = Su enlace
admin-mail-text = El correo entero
admin-mail-to = para
admin-mails = Correos
admin-mails-lead = Si no hay servidor de correo, los correos esperan aquí a que hagas llegar sus enlaces.
admin-mails-none = No espera ningún correo
admin-make-admin = Admin de esta instalación
admin-make-admin-hint = Crea cuentas y tableros. No ve los tableros privados en los que no está.
admin-name = Nombre
admin-off = Desactivada
admin-off-hint = No puede hacer nada hasta que se active de nuevo.
admin-since = creada
