experts-proof-accepted = إجابة مقبولة عن
experts-proof-answer = إجابة عن
experts-proof-curated = يعتني بالصفحة
experts-proof-page = كتب الصفحة
experts-proof-skill = يذكر مهارة
