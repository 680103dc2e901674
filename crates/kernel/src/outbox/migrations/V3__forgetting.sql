-- What was sent long ago is found without reading the whole outbox, each time that mails are taken from it.
create index outbox_done on outbox (created) where state <> 'waiting';
