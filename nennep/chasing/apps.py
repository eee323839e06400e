from django.apps import AppConfig


class ChasingConfig(AppConfig):
    name = "nennep.chasing"
