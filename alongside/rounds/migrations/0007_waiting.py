from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rounds", "0006_same_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="closing",
            name="waits_at",
            field=models.DateTimeField(null=True),
        ),
    ]
