import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def _of_their_actions(apps, editor):
    outcomes = apps.get_model("learning", "Outcome").objects.using(editor.connection.alias)
    actions = apps.get_model("learning", "Action").objects.using(editor.connection.alias)
    theirs = actions.filter(pk=OuterRef("action")).values("partnership")
    outcomes.filter(partnership=None).update(partnership=Subquery(theirs))


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0005_in_order_of_days"),
        ("learning", "0008_pieces_under_several"),
    ]

    operations = [
        migrations.AddField(
            model_name="outcome",
            name="partnership",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="partnerships.partnership",
            ),
        ),
        migrations.RunPython(_of_their_actions, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(fields=["partnership", "-on", "-id"], name="tries_by_day"),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                condition=models.Q(("talk", None)), fields=["partnership", "-on", "-id"], name="tries_without_a_talk"
            ),
        ),
    ]
