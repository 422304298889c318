-- What a decision was taken on. The hit goes on being scored as messages and lists change; the decision stays explicable by
-- what was seen when it was taken (data-protection R8).
alter table hit_decision add column evidence jsonb;
