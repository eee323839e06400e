"""Delivery reports as mail servers really write them, with one of our letters inside."""

from nennep.notices.models import Letter

POSTFIX = """\
Return-Path: <>
From: MAILER-DAEMON@mx.binhhai.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: nennep@localhost
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="3F2A1.1764150000/mx.binhhai.example"
Content-Transfer-Encoding: 8bit
Message-Id: <20261126093001.9D2C13F2A1@mx.binhhai.example>

This is a MIME-encapsulated message.

--3F2A1.1764150000/mx.binhhai.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.binhhai.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

--3F2A1.1764150000/mx.binhhai.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.binhhai.example
X-Postfix-Queue-ID: 3F2A1
X-Postfix-Sender: rfc822; nennep@localhost
Arrival-Date: Thu, 26 Nov 2026 09:30:00 +0700 (+07)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.agency.example
Diagnostic-Code: smtp; {said}

--3F2A1.1764150000/mx.binhhai.example
Content-Description: Undelivered Message
Content-Type: message/rfc822
Content-Transfer-Encoding: 8bit

Return-Path: <nennep@localhost>
From: nennep@localhost
To: {address}
Subject: =?utf-8?b?TuG7gW4gTuG6v3A6IDIgdGluIG3hu5tp?=
Message-ID: {message_id}
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

Đồng chí có 2 việc.

--3F2A1.1764150000/mx.binhhai.example--
"""

EXCHANGE = """\
From: postmaster@outlook.example
To: nennep@localhost
Subject: Undeliverable: =?utf-8?b?TuG7gW4gTuG6v3A=?=
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="a8f1c0b2-7f5e-4b0e-9d5c-6f2a"
Message-ID: <a8f1c0b2@outlook.example>

--a8f1c0b2-7f5e-4b0e-9d5c-6f2a
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PHA+WW91ciBtZXNzYWdlIHdhc24ndCBkZWxpdmVyZWQ8L3A+

--a8f1c0b2-7f5e-4b0e-9d5c-6f2a
Content-Type: message/delivery-status

Reporting-MTA: dns;PSAPR06MB4000.apcprd06.prod.outlook.com
Received-From-MTA: dns;mx.binhhai.example

Final-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp;{said}

--a8f1c0b2-7f5e-4b0e-9d5c-6f2a
Content-Type: text/rfc822-headers

From: nennep@localhost
To: {address}
Message-ID: {message_id}
Subject: x

--a8f1c0b2-7f5e-4b0e-9d5c-6f2a--
"""
FULL = ("failed", "5.2.2", "552 5.2.2 Mailbox full")
UNKNOWN = ("failed", "5.1.1", "550 5.1.1 <x>: Recipient address rejected: User unknown")
DELAYED = ("delayed", "4.4.1", "451 connect to mail.agency.example: Connection timed out")


def report_of(letter: Letter, form: str = POSTFIX, what: tuple[str, str, str] = UNKNOWN) -> bytes:
    action, status, said = what
    fields = {"address": letter.address, "action": action, "status": status, "said": said}
    return form.format(**fields, message_id=letter.message_id).encode()
