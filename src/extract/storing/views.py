"""The views that answer a desk's questions in one SELECT, in SQL that every target understands."""

FACTS_WIDE = """
SELECT f.article_id, f.id AS fact_id, f.subject, o.name AS organization, o.type AS organization_type, f.metric,
       q.cmp, q.value, q.low, q.high, q.unit, q.kind, q.text AS quantity, d.text AS period, d.from_day, d.to_day,
       f.change, f.basis, a.title, a.published, a.source,
       substr(a.text, f."start" + 1, f."end" - f."start") AS sentence, f.confidence
FROM facts f
JOIN articles a ON a.article_id = f.article_id
JOIN quantities q ON q.article_id = f.article_id AND q.id = f.quantity_id
LEFT JOIN organizations o ON o.article_id = f.article_id AND o.id = f.organization_id
LEFT JOIN dates d ON d.article_id = f.article_id AND d.id = f.period_id
"""
"""A fact a row, with everything it refers to: who, what, how much, when, and the clause it was read from."""

ENTITIES = """
SELECT name, type, count(DISTINCT article_id) AS articles
FROM organizations
GROUP BY name, type
"""
"""The organizations across articles, by canonical name."""

VIEWS = {"facts_wide": FACTS_WIDE, "entities": ENTITIES}
