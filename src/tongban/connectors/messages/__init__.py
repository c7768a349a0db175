"""Messages 信使: letters by SMTP, or as files in a directory; the environment says which.

Its business is to hand one letter over for good, or to say whether trying again can help. When letters are
sent, to whom, and what they say is `handling.mail`'s. Start reading in `mail.py`.
"""

from tongban.connectors.messages.choosing import messenger_from_environment
from tongban.connectors.messages.directory import MailDirectory
from tongban.connectors.messages.smtp import SmtpMessenger

__all__ = ["MailDirectory", "SmtpMessenger", "messenger_from_environment"]
