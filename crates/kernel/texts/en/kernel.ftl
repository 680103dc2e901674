### The kernel's own texts: what went wrong, and numbers and times.

## Errors: a title, and a sentence that says what to do

error-not-found-title = Nothing to see at this address
error-not-found = This page does not exist, or it is not open to you. Check the address or search for it.
error-forbidden-title = Not open to you
error-forbidden = You can see this, but you cannot do that with it. Ask the person who is responsible for it.
error-sign-in-needed-title = Sign in first
error-sign-in-needed = This is open to members only. Sign in, then you come back here.
error-invalid-title = Some fields need a change
error-invalid = Nothing was saved. Change the marked fields and send again.
error-too-many-title = Too many requests
error-too-many = More was sent than the limit allows. Wait a minute and send again.
error-unavailable-title = Nothing can be saved right now
error-unavailable = Your change was not saved and nothing was lost. Reading still works. Try again in a few minutes.
error-internal-title = This is our fault
error-internal = The server could not finish, and wrote down why. Try again. If it happens again, tell your administrator the time.
error-conflict-title = Changed in the meantime
error-conflict = Somebody changed this after you opened it. Copy what you wrote, reload the page and apply it again.
error-not-json-title = This is not JSON
error-not-json = Nothing was saved. Send one JSON object in UTF-8, or a form.
error-not-utf8-title = This is not UTF-8
error-not-utf8 = Nothing was saved. Send text in UTF-8.
error-broken-body-title = The request did not arrive whole
error-broken-body = Nothing was saved. Send it again.
error-too-large-title = Too much for one request
error-too-large = Nothing was saved. Send a smaller file or a shorter text.
error-unsupported-type-title = This kind of content is not understood
error-unsupported-type = Nothing was saved. Send a form or JSON and name it in Content-Type.
error-mail-refused-title = The mail was not accepted
error-mail-refused = The mail server did not take it. Check the address.
error-mail-broken-title = This is not a mail
error-mail-broken = It cannot be read as one. Nothing was done with it.

## Fields that were not accepted

field-required = Fill in this field.
field-too-long =
    { $most ->
        [one] Use at most { $most } character.
       *[other] Use at most { $most } characters.
    }
field-too-short =
    { $least ->
        [one] Use at least { $least } character.
       *[other] Use at least { $least } characters.
    }
field-wrong-type = This has the wrong form. Enter it as the field asks for.
field-not-an-email = This is not an email address. Enter one like name@company.example.
field-taken = This is already taken. Choose another.
field-not-found = This does not exist, or it is not open to you. Choose another.
field-image-broken = This image cannot be read. Save it again as PNG or JPEG and choose it again.
field-image-too-large = This image has too many pixels. Make it smaller and choose it again.
field-file-type-not-allowed = Files of this type are not accepted. Choose a file of another type.
field-file-too-large = This file is too large. Choose a smaller one.
field-not-allowed = You cannot set this. Leave it as it was.
field-not-a-number = This is not a number. Enter digits only.
field-not-a-date = This is not a date. Enter year, month and day.
field-not-a-choice = This is not one of the choices. Choose one from the list.

## Numbers and times

time-now = Now
time-minutes = { $n }{ "\u00A0" }min
time-hours = { $n }{ "\u00A0" }h
time-yesterday = Yesterday
number-percent = { $n }{ "\u00A0" }%
number-thousands = { $n }{ "\u00A0" }k
number-millions = { $n }{ "\u00A0" }M

error-already-exists-title = Already there
error-already-exists = Somebody made the same thing a moment ago. Reload the page to see it.
field-file-empty = This file is empty. Choose another.

conflict-title = Somebody saved another version meanwhile
conflict-fields = Below is how what you typed differs from what is saved now. What you typed is still in the form; saving again replaces the other version.
error-edited-meanwhile-title = Somebody saved another version meanwhile
error-edited-meanwhile = Read it again, put both versions together and send the revision that you began from.
