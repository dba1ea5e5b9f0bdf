"""The PostgreSQL extensions the schema stands on; a trusted extension needs no superuser."""

from typing import ClassVar

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [BtreeGistExtension(), TrigramExtension(), UnaccentExtension()]
