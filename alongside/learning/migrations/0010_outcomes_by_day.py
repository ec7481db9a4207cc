import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0009_in_order_of_days"),
    ]

    operations = [
        migrations.AlterField(
            model_name="outcome",
            name="partnership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="partnerships.partnership"
            ),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(fields=["partnership", "-at", "-id"], name="outcomes_by_day"),
        ),
    ]
