from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0004_typed_in_with_a_room"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("agreement", ""), ("talk", "")),
                fields=["partnership", "-on", "-id"],
                name="standings_by_themselves",
            ),
        ),
    ]
