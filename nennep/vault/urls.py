from django.urls import path

from nennep.vault.views import breaking, holding, intake, keys, letters, office, outside

app_name = "vault"
urlpatterns = [
    path("write/", outside.write, name="write"),
    path("write/back/", outside.write_back, name="write_back"),
    path("letters/", letters.letters, name="letters"),
    path("letters/key/", keys.key, name="key"),
    path("letters/key/new/", keys.new_key, name="new_key"),
    path("letters/key/forget/", keys.forget, name="forget_key"),
    path("letters/keys/<slug:public_id>/", keys.vouch, name="vouch"),
    path("letters/unlock/", keys.unlock, name="unlock"),
    path("letters/lock/", keys.lock, name="lock"),
    path("letters/new/", intake.new, name="new"),
    path("letters/door/", intake.door, name="door"),
    path("letters/files/<slug:public_id>/", letters.file, name="file"),
    path("letters/holders/<slug:public_id>/end/", holding.remove_holder, name="remove_holder"),
    path("letters/office/", office.office, name="office"),
    path("letters/office/seat/", office.seat, name="seat"),
    path("letters/requests/<slug:public_id>/", office.second, name="decide"),
    path("letters/breaking/", breaking.breakings, name="breakings"),
    path("letters/breaking/new/", breaking.new, name="new_breaking"),
    path("letters/breaking/<slug:public_id>/", breaking.breaking, name="breaking"),
    path("letters/<slug:public_id>/", letters.letter, name="letter"),
    path("letters/<slug:public_id>/read/", letters.read, name="read"),
    path("letters/<slug:public_id>/open/", letters.open_one, name="open"),
    path("letters/<slug:public_id>/note/", holding.note, name="note"),
    path("letters/<slug:public_id>/answer/", holding.answer, name="answer"),
    path("letters/<slug:public_id>/accused/", holding.accused, name="accused"),
    path("letters/<slug:public_id>/holders/", holding.add_holder, name="add_holder"),
]
