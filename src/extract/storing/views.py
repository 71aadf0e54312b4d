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
WITH coded AS (
    SELECT article_id, name, type,
           CASE WHEN CAST(identifiers AS TEXT) = '{}' THEN NULL ELSE CAST(identifiers AS TEXT) END AS codes
    FROM organizations
), named AS (
    SELECT name, min(codes) AS codes FROM coded GROUP BY name HAVING count(DISTINCT codes) = 1
), keyed AS (
    SELECT o.article_id, o.name, o.type, coalesce(o.codes, n.codes) AS identifiers,
           coalesce(o.codes, n.codes, o.name) AS entity
    FROM coded o LEFT JOIN named n ON n.name = o.name
), names AS (
    SELECT entity, name, row_number() OVER (
        PARTITION BY entity ORDER BY count(DISTINCT article_id) DESC, length(name) DESC, name) AS place
    FROM keyed GROUP BY entity, name
), types AS (
    SELECT entity, type, row_number() OVER (
        PARTITION BY entity ORDER BY count(DISTINCT article_id) DESC, type) AS place
    FROM keyed GROUP BY entity, type
)
SELECT n.name, t.type, k.identifiers, count(DISTINCT k.article_id) AS articles, count(DISTINCT k.name) AS names
FROM keyed k
JOIN names n ON n.entity = k.entity AND n.place = 1
JOIN types t ON t.entity = k.entity AND t.place = 1
GROUP BY k.entity, k.identifiers, n.name, t.type
"""
"""The organizations across articles: one for the same codes, where there are none for the same canonical name.

A name that has one organization's codes in some article is that organization's in those where it has none. Each entity
goes by the name and the type that most articles give it.
"""

SOURCES = """
SELECT article_id, source FROM articles
UNION ALL
SELECT a.article_id, l.source FROM ledger l JOIN articles a ON a.source = l.copy_of
"""
"""The sources of each article: its own, and those where the same text stands."""

VIEWS = {"facts_wide": FACTS_WIDE, "entities": ENTITIES, "article_sources": SOURCES}
