"""A talk remembers the round it was begun from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0003_expected"),
        ("rounds", "0004_opening"),
    ]

    operations = [
        migrations.AddField(
            model_name="talk",
            name="round",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="talks", to="rounds.round"
            ),
        ),
    ]
