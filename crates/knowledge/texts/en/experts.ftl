experts-proof-accepted = Accepted answer to
experts-proof-answer = Answer to
experts-proof-curated = Looks after the page
experts-proof-page = Wrote the page
experts-proof-skill = Names as a skill
