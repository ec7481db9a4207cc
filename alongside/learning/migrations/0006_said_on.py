"""What we try was said on the day of its talk."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def said_on_the_day_of_its_talk(apps, schema_editor):
    talks = apps.get_model("learning", "Talk").objects.filter(pk=OuterRef("talk"))
    actions = apps.get_model("learning", "Action").objects.using(schema_editor.connection.alias)
    actions.exclude(talk=None).update(on=Subquery(talks.values("on")[:1]))


class Migration(migrations.Migration):
    dependencies = [("learning", "0005_making_and_trying")]

    operations = [migrations.RunPython(said_on_the_day_of_its_talk, migrations.RunPython.noop)]
