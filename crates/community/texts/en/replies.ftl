### Replies by mail: what somebody hears whose answer was not posted.

replies-mail-subject = Your answer was not posted at { $company }
replies-mail-intro = You answered a mail of { $company }. Your answer was not posted.
replies-mail-there = You can answer here:
replies-mail-text = This is what you wrote:
replies-why-sender = It came from { $address }, which is not the address of your account. Only mails from that address are posted in your name.
replies-why-expired = The mail that you answered is too old. One can answer for 90 days.
replies-why-gone = What you answered is not there any more, or is not open to you any more.
replies-why-archived = The space is archived. Nobody writes there any more.
replies-why-stopped = It has to be looked at first. Post it on the page: there you are told what is the matter, and your text is below.
replies-why-empty = No text of your own was found in it. Write above the line that our mail begins with, and not between the quoted lines.
replies-why-too-long = It is too long for a comment. Shorten it and send it again.
replies-why-file = One of its files cannot be taken: it is too large, empty or broken. Send it again without that file.
replies-why-too-many = You sent too many answers within an hour. Send it again later.
