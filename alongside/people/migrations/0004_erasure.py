from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial"), ("people", "0003_keyring")]
    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tombstone", models.BinaryField(max_length=32, unique=True)),
                ("on", models.DateField()),
                ("is_swept", models.BooleanField(default=False)),
                (
                    "membership",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="erasure",
                        to="partnerships.membership",
                    ),
                ),
            ],
        ),
    ]
