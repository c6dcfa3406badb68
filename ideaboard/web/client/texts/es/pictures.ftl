pictures-band-few = Pocas personas
pictures-band-most = La mayoría
pictures-band-nearly_all = Casi todas
pictures-band-some = Algunas
pictures-days =
    { $count ->
        [one] { $count } día
        [many] { $count } de días
       *[other] { $count } días
    }
pictures-how-long = Cuánto tiempo
pictures-journey = El camino de una idea
pictures-journey-choose = Elige una idea
pictures-journey-idea = ¿Qué idea?
pictures-journey-means = Desde su publicación: cuánto tiempo estuvo en cada estado, según las decisiones sobre ella.
pictures-journey-moved = Desde entonces se ha movido sin decisión, en el gestor o por su fecha, y ahora está:
pictures-journey-none = Ninguna idea tiene respuesta todavía
pictures-journey-older = Ofrecer también ideas más antiguas
pictures-lead = Cómo les va a las ideas aquí. Nada de esto trata de una persona.
pictures-month = Mes
pictures-of-ideas =
    { $count ->
        [one] una idea
        [many] de { $count } de ideas
       *[other] de { $count } ideas
    }
pictures-since = desde el
pictures-state = Estado
pictures-stories = Historias de cada valor
pictures-stories-caption = Cuántas historias cuenta cada valor
pictures-stories-head = Historias
pictures-stories-means = Se cuentan las ideas que se adoptaron por un valor. Muestran lo que elegimos hacer; ningún valor tiene que tener más que otro.
pictures-under-a-day = menos de un día
pictures-value = Valor
pictures-values-none = Todavía no hay valores
pictures-voices = Quién tiene voz
pictures-voices-band = De las personas del tablero
pictures-voices-caption = Cuántas personas del tablero dijeron algo
pictures-voices-means = De cada mes que ya pasó: si fueron pocas, algunas, la mayoría o casi todas las personas las que publicaron, hablaron o votaron, donde los votos se muestran a todo el mundo. Nunca se dice quiénes.
pictures-voices-none = Todavía no se puede decir nada de ningún mes
pictures-waits = Cuánto esperan las ideas
pictures-waits-caption = Días hasta la primera respuesta, según el mes de la respuesta
pictures-waits-longest = La que más ha esperado lleva
pictures-waits-means = Se cuenta el tiempo desde que se publica una idea hasta su primera respuesta, en el mes en que llegó. La mitad de las ideas esperó menos que esto; la otra mitad, más.
pictures-waits-median = La mitad esperó menos de
pictures-waits-none = Ninguna idea tiene respuesta todavía
pictures-waits-open =
    { $count ->
        [one] Una idea espera ahora su primera respuesta.
        [many] { $count } de ideas esperan ahora su primera respuesta.
       *[other] { $count } ideas esperan ahora su primera respuesta.
    }
pictures-waits-since = Solo se leen las más recientes: ideas publicadas desde el
