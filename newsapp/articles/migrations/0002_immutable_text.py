"""What only the database can promise: a version's text never changes, and a sentence is searched by its own words."""

from typing import ClassVar

from django.db import migrations

FORBID = """
create function article_text_is_immutable() returns trigger language plpgsql as $$
begin
    if new.text is distinct from old.text or new.content_hash is distinct from old.content_hash then
        raise exception 'the text of an article version is immutable; store a new version'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger article_text_is_immutable before update on articles_articleversion
    for each row execute function article_text_is_immutable();
"""
ALLOW = """
drop trigger article_text_is_immutable on articles_articleversion;
drop function article_text_is_immutable();
"""
INDEX = """
create function sentence_search_words() returns trigger language plpgsql as $$
begin
    select to_tsvector('english', substr(version.text, new."start" + 1, new."end" - new."start")) into new.search
        from articles_articleversion version where version.id = new.article_version_id;
    return new;
end $$;
create trigger sentence_search_words before insert or update of "start", "end", article_version_id on articles_sentence
    for each row execute function sentence_search_words();
"""
DO_NOT_INDEX = """
drop trigger sentence_search_words on articles_sentence;
drop function sentence_search_words();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("articles", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(FORBID, ALLOW), migrations.RunSQL(INDEX, DO_NOT_INDEX)]
