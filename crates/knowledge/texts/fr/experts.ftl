experts-proof-accepted = Réponse acceptée à
experts-proof-answer = Réponse à
experts-proof-curated = S’occupe de la page
experts-proof-page = A écrit la page
experts-proof-skill = Indique comme compétence
