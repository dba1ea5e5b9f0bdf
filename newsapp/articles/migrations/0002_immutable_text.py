"""The text of an article version never changes: the database refuses it."""

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


class Migration(migrations.Migration):
    dependencies: ClassVar = [("articles", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(FORBID, ALLOW)]
