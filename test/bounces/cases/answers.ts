import type { BounceClass, BounceTarget } from '../../../src/contract/bounces.ts';
import type { SmtpStage } from '../../../src/ports/mailer.ts';

/** An answer of a server, as it comes over the wire (lines separated by `\n`), and what it means. */
export interface Answer {
  readonly name: string;
  readonly host: string;
  readonly stage: SmtpStage;
  readonly said: string;
  readonly class: BounceClass;
  readonly target: BounceTarget;
}

type Row = readonly [name: string, host: string, stage: SmtpStage, what: BounceClass, target: BounceTarget, said: string];

const GOOGLE = 'aspmx.l.google.com';
const OUTLOOK = 'heron-example.mail.protection.outlook.com';
const HOTMAIL = 'hotmail-com.olc.protection.outlook.com';
const YAHOO = 'mta7.am0.yahoodns.net';
const ORANGE = 'smtp-in.orange.fr';
const FREE = 'mx1.free.fr';
const YANDEX = 'mx.yandex.ru';
const MAILRU = 'mxs.mail.ru';
const RAMBLER = 'inmx.rambler.ru';
const OTHER = 'mx.heron.example';

const ROWS: readonly Row[] = [
  ['google no such user', GOOGLE, 'rcpt', 'permanent', 'address', "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient's email address for typos or\n550-5.1.1 unnecessary spaces. For more information, go to\n550 5.1.1  https://support.google.com/mail/?p=NoSuchUser a1b2c3 - gsmtp"],
  ['google full', GOOGLE, 'rcpt', 'temporary', 'mailbox', "452-4.2.2 The recipient's inbox is out of storage space. Please direct the\n452-4.2.2 recipient to\n452 4.2.2  https://support.google.com/mail/?p=OverQuotaTemp a1b2c3 - gsmtp"],
  ['google full for good', GOOGLE, 'rcpt', 'permanent', 'address', "552-5.2.2 The recipient's inbox is out of storage space and inactive. Please\n552-5.2.2 direct the recipient to\n552 5.2.2  https://support.google.com/mail/?p=OverQuotaPerm a1b2c3 - gsmtp"],
  ['google disabled', GOOGLE, 'rcpt', 'permanent', 'address', '550 5.2.1 The email account that you tried to reach is disabled. For more information, go to https://support.google.com/mail/?p=DisabledUser a1b2c3 - gsmtp'],
  ['google inactive', GOOGLE, 'rcpt', 'permanent', 'address', '550 5.2.1 The email account that you tried to reach is inactive. For more information, go to https://support.google.com/mail/?p=DisabledUser a1b2c3 - gsmtp'],
  ['google mail too quickly', GOOGLE, 'rcpt', 'temporary', 'rate', '450-4.2.1 The user you are trying to contact is receiving mail too quickly.\n450-4.2.1 Please resend your message at a later time.\n450 4.2.1  https://support.google.com/mail/?p=ReceivingRatePerm a1b2c3 - gsmtp'],
  ['google unusual rate now', GOOGLE, 'data', 'blocked', 'sender-ip', '421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating\n421-4.7.28 from your IP address. To protect our users from spam, mail sent from\n421-4.7.28 your IP address has been temporarily rate limited.\n421 4.7.28  https://support.google.com/mail/?p=UnsolicitedRateLimitError a1b2c3 - gsmtp'],
  ['google unusual rate', GOOGLE, 'data', 'blocked', 'sender-ip', '550-5.7.28 There is an unusual rate of unsolicited mail originating from your IP\n550 5.7.28 address. https://support.google.com/mail/?p=UnsolicitedIPError a1b2c3 - gsmtp'],
  ['google low reputation of the address', GOOGLE, 'data', 'blocked', 'sender-ip', '550-5.7.1 [203.0.113.25      19] Gmail has detected that this message is likely\n550-5.7.1 suspicious due to the very low reputation of the sending IP address.\n550 5.7.1  https://support.google.com/mail/answer/188131 a1b2c3 - gsmtp'],
  ['google unsolicited', GOOGLE, 'data', 'blocked', 'content', '550-5.7.1 [203.0.113.25      12] Gmail has detected that this message is likely\n550-5.7.1 unsolicited mail. To reduce the amount of spam sent to Gmail, this\n550-5.7.1 message has been blocked.\n550 5.7.1  https://support.google.com/mail/?p=UnsolicitedMessageError a1b2c3 - gsmtp'],
  ['google unauthenticated', GOOGLE, 'data', 'blocked', 'sender-auth', '550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.\n550 5.7.26  https://support.google.com/mail/answer/81126#authentication a1b2c3 - gsmtp'],
  ['google dmarc', GOOGLE, 'data', 'blocked', 'sender-auth', "550-5.7.26 Unauthenticated email from heron.example is not accepted due to domain's\n550-5.7.26 DMARC policy. Please contact the administrator of heron.example domain.\n550 5.7.26  https://support.google.com/mail/answer/2451690 a1b2c3 - gsmtp"],
  ['google spf by 27', GOOGLE, 'data', 'blocked', 'sender-auth', '550-5.7.27 This mail has been blocked because the sender is unauthenticated. Gmail\n550-5.7.27 requires all senders to authenticate with SPF.\n550 5.7.27  https://support.google.com/mail/answer/81126#authentication a1b2c3 - gsmtp'],
  ['google no ptr', GOOGLE, 'data', 'blocked', 'sender-ip', '550-5.7.25 [203.0.113.25] The IP address sending this message does not have a PTR\n550-5.7.25 record setup, or the corresponding forward DNS entry does not match the\n550 5.7.25 sending IP. https://support.google.com/mail/answer/81126#ip-practices a1b2c3 - gsmtp'],
  ['google no tls by 29', GOOGLE, 'data', 'blocked', 'sender-ip', '421 4.7.29 Your email has been rate limited because this message was not sent over a TLS connection. https://support.google.com/mail/?p=TlsRequiredError a1b2c3 - gsmtp'],
  ['google dkim by 30', GOOGLE, 'data', 'blocked', 'sender-auth', '550 5.7.30 This mail has been blocked because DKIM did not pass. https://support.google.com/mail/answer/81126#authentication a1b2c3 - gsmtp'],
  ['google no dmarc record', GOOGLE, 'data', 'blocked', 'sender-auth', '421 4.7.40 Your email has been rate limited because the sending domain does not have a DMARC record, or its policy is not set. https://support.google.com/mail/answer/81126 a1b2c3 - gsmtp'],
  ['google sending quota of the sender', 'smtp.gmail.com', 'data', 'blocked', 'host-limit', '550 5.4.5 Daily user sending limit exceeded. https://support.google.com/mail/?p=DailyUserSendingLimit a1b2c3 - gsmtp'],
  ['outlook access denied', OUTLOOK, 'rcpt', 'permanent', 'address', '550 5.4.1 Recipient address rejected: Access denied. [AM4PEPF0001.eurprd03.prod.outlook.com 2026-11-03T08:00:00.000Z 08DE0000]'],
  ['outlook not found', OUTLOOK, 'rcpt', 'permanent', 'address', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'],
  ['hotmail mailbox unavailable', HOTMAIL, 'rcpt', 'permanent', 'address', '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).'],
  ['hotmail block list', HOTMAIL, 'mail', 'blocked', 'sender-ip', "550 5.7.1 Unfortunately, messages from [203.0.113.25] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. [BN8NAM11.eop-nam11.prod.protection.outlook.com]"],
  ['hotmail rate by reputation', HOTMAIL, 'mail', 'blocked', 'sender-ip', '451 4.7.650 The mail server [203.0.113.25] has been temporarily rate limited due to IP reputation. For e-mail delivery information see https://postmaster.live.com (S775) [DM6NAM12.eop-nam12.prod.protection.outlook.com]'],
  ['hotmail RP-001', HOTMAIL, 'connect', 'blocked', 'sender-ip', '421 RP-001 The mail server IP connecting to Outlook.com server has exceeded the rate limit allowed. Reason for rate limitation is related to IP/domain reputation.'],
  ['hotmail SC-001', HOTMAIL, 'data', 'blocked', 'content', '550 SC-001 Mail rejected by Outlook.com for policy reasons. Reasons for rejection may be related to content with spam-like characteristics or IP/domain reputation.'],
  ['hotmail DY-001', HOTMAIL, 'mail', 'blocked', 'sender-ip', '550 DY-001 Mail rejected by Outlook.com for policy reasons. We generally do not accept email from dynamic IPs as they are not typically used to deliver unauthenticated SMTP e-mail to an Internet mail server.'],
  ['hotmail OU-001', HOTMAIL, 'mail', 'blocked', 'sender-ip', '550 OU-001 Mail rejected by Outlook.com for policy reasons. If you are not an email/network admin please contact your Email/Internet Service Provider for help. Spamhaus.'],
  ['hotmail SC-004', HOTMAIL, 'mail', 'blocked', 'sender-ip', '550 SC-004 Mail rejected by Outlook.com for policy reasons. A block has been placed against your IP address because we have received complaints concerning mail coming from that IP address.'],
  ['outlook bulk rules', HOTMAIL, 'data', 'blocked', 'sender-auth', '550 5.7.515 Access denied, sending domain HERON.EXAMPLE does not meet the required authentication level. Please see https://go.microsoft.com/fwlink/p/?LinkId=2319303 [eop-nam11.prod.protection.outlook.com]'],
  ['outlook dmarc', OUTLOOK, 'data', 'blocked', 'sender-auth', '550 5.7.509 Access denied, sending domain heron.example does not pass DMARC verification and has a DMARC policy of reject. [eurprd03.prod.outlook.com]'],
  ['outlook banned sender', OUTLOOK, 'mail', 'blocked', 'sender-ip', '550 5.7.511 Access denied, banned sender[203.0.113.25]. To request removal from this list please forward this message to delist@messaging.microsoft.com. [eurprd03.prod.outlook.com]'],
  ['outlook banned address', OUTLOOK, 'mail', 'blocked', 'sender-ip', '550 5.7.606 Access denied, banned sending IP [203.0.113.25]. To request removal from this list please visit https://sender.office.com/ and follow the directions. [eurprd03.prod.outlook.com]'],
  ['outlook server busy', OUTLOOK, 'mail', 'blocked', 'sender-ip', '451 4.7.500 Server busy. Please try again later from [203.0.113.25]. (S77719) [eurprd03.prod.outlook.com]'],
  ['exchange restricted', OUTLOOK, 'data', 'blocked', 'recipient-policy', "550 5.7.129 RESOLVER.RST.RestrictedToRecipientsPermission; not authorized to send to recipient because the sender isn't on the recipient's list of senders to accept mail from"],
  ['exchange quota', OUTLOOK, 'data', 'temporary', 'mailbox', '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException; Failed to process message due to a permanent exception'],
  ['exchange size for the recipient', OUTLOOK, 'data', 'permanent', 'message', '550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient'],
  ['exchange loop', OUTLOOK, 'data', 'permanent', 'message', '554 5.4.14 Hop count exceeded - possible mail loop ATTR34 [eurprd03.prod.outlook.com]'],
  ['outlook tenant limit', OUTLOOK, 'data', 'blocked', 'host-limit', "550 5.7.233 Message can't be submitted because the tenant exceeded its daily limit for sending to external recipients. [eurprd03.prod.outlook.com]"],
  ['yahoo TSS04', YAHOO, 'mail', 'blocked', 'sender-ip', '421 4.7.0 [TSS04] Messages from 203.0.113.25 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes'],
  ['yahoo TSS09', YAHOO, 'mail', 'blocked', 'sender-ip', '553 5.7.2 [TSS09] All messages from 203.0.113.25 will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes'],
  ['yahoo BL21', YAHOO, 'connect', 'blocked', 'sender-ip', '553 5.7.1 [BL21] Connections will not be accepted from 203.0.113.25, because the ip is in Spamhaus list; see https://postmaster.yahooinc.com/error-codes'],
  ['yahoo PH01', YAHOO, 'data', 'blocked', 'content', '554 5.7.9 [PH01] Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes'],
  ['yahoo authentication', YAHOO, 'data', 'blocked', 'sender-auth', '554 5.7.9 Message not accepted for policy reasons due to failed authentication checks: DMARC. See https://postmaster.yahooinc.com/error-codes'],
  ['yahoo no account', YAHOO, 'data', 'permanent', 'address', "554 delivery error: dd This user doesn't have a yahoo.com account (somebody.who@heron.example) [0] - mta1234.mail.bf1.yahoo.com"],
  ['yahoo mailbox not found', YAHOO, 'rcpt', 'permanent', 'address', '552 1 Requested mail action aborted, mailbox not found'],
  ['yahoo disabled', YAHOO, 'data', 'permanent', 'address', '554 delivery error: dd Requested mail action aborted, mailbox is disabled - mta1234.mail.bf1.yahoo.com'],
  ['yahoo mail too quickly', YAHOO, 'rcpt', 'temporary', 'rate', '450 User is receiving mail too quickly'],
  ['yahoo over quota', YAHOO, 'data', 'temporary', 'mailbox', '552 5.2.2 This message is larger than the current system limit or the recipient\'s mailbox is full. User account is overquota. - mta1234.mail.yahoo.com'],
  ['orange 417', ORANGE, 'rcpt', 'temporary', 'mailbox', '552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]'],
  ['orange 416', ORANGE, 'rcpt', 'permanent', 'address', "550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]"],
  ['orange 102', ORANGE, 'connect', 'blocked', 'sender-ip', '554 5.7.1 Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/?ip=203.0.113.25 [102]'],
  ['orange 101', 'smtp.laposte.net', 'connect', 'blocked', 'sender-ip', '554 5.7.1 Service refused, your IP is listed by Spamhaus. LPNAAA_101 [101]'],
  ['orange 103', ORANGE, 'connect', 'blocked', 'sender-ip', '421 mwinf5c04 ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR004_103 [103]'],
  ['orange 104', ORANGE, 'connect', 'temporary', 'rate', '421 mwinf5c04 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR004_104 [104]'],
  ['orange 506', ORANGE, 'data', 'blocked', 'content', '550 5.7.1 Mail rejete. Mail rejected. OFR_506 [506]'],
  ['orange 402', ORANGE, 'mail', 'blocked', 'sender-auth', '550 5.7.1 Verifiez la configuration SPF/DNS de votre nom de domaine. Service refused. OUK_402 [402]'],
  ['laposte 426', 'smtp.laposte.net', 'rcpt', 'permanent', 'address', '550 5.5.0 Le compte du destinataire est bloque. The recipient account is blocked. LPN007_426'],
  ['laposte 402', 'smtp.laposte.net', 'mail', 'blocked', 'sender-auth', '550 5.5.0 Authentification requise. Authentication Required. LPN105_402'],
  ['orange 517', ORANGE, 'data', 'blocked', 'sender-auth', '550 5.7.1 Le message ne respecte pas la politique DMARC du domaine emetteur. OFR_517 [517]'],
  ['orange 630', ORANGE, 'connect', 'blocked', 'sender-ip', '554 5.7.1 <unknown[203.0.113.25]>: Client host rejected: Access denied LPN000_630'],
  ['free spam', FREE, 'data', 'blocked', 'content', '550 spam detected'],
  ['free quota', FREE, 'data', 'temporary', 'mailbox', '552 5.2.2 user quota exceeded'],
  ['free full', FREE, 'rcpt', 'temporary', 'mailbox', '550 5.2.1 Quota exceeded (mailbox for user is full)'],
  ['free inactive', FREE, 'rcpt', 'permanent', 'address', '550 5.2.1 This mailbox has been blocked due to inactivity'],
  ['yandex later', YANDEX, 'rcpt', 'temporary', 'system', '451 4.7.1 Sorry, the service is currently unavailable. Please come back later. 1762156800-AbCdEf'],
  ['yandex rate', YANDEX, 'rcpt', 'temporary', 'rate', '450 4.2.1 The recipient has exceeded message rate limit. Try again later. 1762156800-AbCdEf'],
  ['yandex no such user', YANDEX, 'rcpt', 'permanent', 'address', '550 5.7.1 No such user! 1762156800-AbCdEf'],
  ['yandex policy', YANDEX, 'rcpt', 'blocked', 'recipient-policy', '550 5.7.1 Policy rejection on the target address 1762156800-AbCdEf'],
  ['yandex spam', YANDEX, 'data', 'blocked', 'content', '554 5.7.1 [2] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc 1762156800-AbCdEf'],
  ['yandex statistics', YANDEX, 'connect', 'blocked', 'sender-ip', '554 5.7.1 Blocked by spam statistics - see http://feedback.yandex.ru/?from=mail-rejects&subject=203.0.113.25'],
  ['yandex full', YANDEX, 'rcpt', 'temporary', 'mailbox', '552 5.2.2 Mailbox size limit exceeded 1762156800-AbCdEf'],
  ['mail.ru user not found', MAILRU, 'rcpt', 'permanent', 'address', '550 Message was not accepted -- invalid mailbox.  Local mailbox somebody@heron.example is unavailable: user not found'],
  ['mail.ru account disabled', MAILRU, 'rcpt', 'permanent', 'address', '550 Message was not accepted -- invalid mailbox.  Local mailbox somebody@heron.example is unavailable: account is disabled'],
  ['mail.ru quota', MAILRU, 'data', 'temporary', 'mailbox', '552 User quota exceeded'],
  ['mail.ru spam', MAILRU, 'data', 'blocked', 'content', '550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=AbCdEfGhIj or report details to abuse@corp.mail.ru. Error code: 0123. ID: 4567.'],
  ['mail.ru sending disabled', 'smtp.mail.ru', 'data', 'blocked', 'host-limit', '550 message sending for this account is disabled'],
  ['rambler inactive', RAMBLER, 'rcpt', 'permanent', 'address', '540 5.7.1 <somebody@heron.example>: recipient address rejected: Inactive'],
  ['rambler spam', RAMBLER, 'data', 'blocked', 'content', '554 5.7.1 Spam message rejected; If this is not spam contact abuse at rambler-co.ru'],
  ['host limiter', 'localhost', 'data', 'blocked', 'host-limit', '550 Domain heron.example has exceeded the max emails per hour (125/100 (125%)) allowed.  Message discarded.'],
  ['host limiter failures', 'localhost', 'data', 'blocked', 'host-limit', '550 Domain heron.example has exceeded the max defers and failures per hour (5/5 (100%)) allowed.  Message discarded.'],
  ['postfix unknown locally', OTHER, 'rcpt', 'permanent', 'address', '550 5.1.1 <somebody@heron.example>: Recipient address rejected: User unknown in local recipient table'],
  ['postfix unknown virtually', OTHER, 'rcpt', 'permanent', 'address', '550 5.1.1 <somebody@heron.example>: Recipient address rejected: User unknown in virtual mailbox table'],
  ['postfix verification', OTHER, 'rcpt', 'permanent', 'address', '550 5.1.1 <somebody@heron.example>: Recipient address rejected: undeliverable address: host 10.0.0.2[10.0.0.2] said: 550 unknown user (in reply to RCPT TO command)'],
  ['exim unknown', OTHER, 'rcpt', 'permanent', 'address', '550 No Such User Here'],
  ['exim unrouteable', OTHER, 'rcpt', 'permanent', 'domain', '550 Unrouteable address'],
  ['sendmail unknown', OTHER, 'rcpt', 'permanent', 'address', '550 5.1.1 <somebody@heron.example>... User unknown'],
  ['qmail unknown', OTHER, 'rcpt', 'permanent', 'address', '550 sorry, no mailbox here by that name (#5.1.1)'],
  ['disabled', OTHER, 'rcpt', 'permanent', 'address', '550 5.2.1 <somebody@heron.example>: mailbox disabled, not accepting messages'],
  ['moved', OTHER, 'rcpt', 'permanent', 'address', '551 5.1.6 User has moved to somebody@crane.example; please try that address'],
  ['french unknown', OTHER, 'rcpt', 'permanent', 'address', "550 5.1.1 Utilisateur inconnu : cette adresse n'existe pas"],
  ['german unknown', OTHER, 'rcpt', 'permanent', 'address', '550 Empfänger unbekannt'],
  ['polish unknown', OTHER, 'rcpt', 'permanent', 'address', '550 Nie ma takiego użytkownika'],
  ['full at 550', OTHER, 'rcpt', 'temporary', 'mailbox', '550 5.1.1 <somebody@heron.example>: mailbox is full'],
  ['over quota at 5.7.1', OTHER, 'rcpt', 'temporary', 'mailbox', '554 5.7.1 <somebody@heron.example>: Recipient address rejected: Mailbox quota exceeded'],
  ['full and disabled', OTHER, 'rcpt', 'permanent', 'address', '552 5.2.2 mailbox full and disabled'],
  ['greylist', OTHER, 'rcpt', 'temporary', 'system', '450 4.2.0 <somebody@heron.example>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/heron.example.html'],
  ['greylist at 4.7.1', OTHER, 'rcpt', 'temporary', 'system', '451 4.7.1 Greylisting in action, please come back later'],
  ['unknown for now', OTHER, 'rcpt', 'temporary', 'address', '450 4.1.1 <somebody@heron.example>: Recipient address rejected: unverified address: Address verification in progress'],
  ['too many connections', OTHER, 'connect', 'temporary', 'rate', '421 4.7.0 mx.heron.example Error: too many connections from 203.0.113.25'],
  ['spamhaus', OTHER, 'rcpt', 'blocked', 'sender-ip', '554 5.7.1 Service unavailable; Client host [203.0.113.25] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.25'],
  ['spamcop', OTHER, 'rcpt', 'blocked', 'sender-ip', '550 JunkMail rejected - mail.heron.example [203.0.113.25]:44444 is in an RBL: Blocked - see https://www.spamcop.net/bl.shtml?203.0.113.25'],
  ['no reverse name', OTHER, 'rcpt', 'blocked', 'sender-ip', '450 4.7.25 Client host rejected: cannot find your hostname, [203.0.113.25]'],
  ['bad helo', OTHER, 'rcpt', 'blocked', 'sender-ip', '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname'],
  ['sender domain', OTHER, 'mail', 'blocked', 'sender-auth', '450 4.1.8 <news@heron.example>: Sender address rejected: Domain not found'],
  ['sender callout', OTHER, 'rcpt', 'blocked', 'sender-auth', '550-Verification failed for <news@heron.example>\n550-No Such User Here\n550 Sender verify failed'],
  ['spf', OTHER, 'mail', 'blocked', 'sender-auth', '550 5.7.23 <somebody@heron.example>: Recipient address rejected: Message rejected due to: SPF fail - not authorized'],
  ['relay', OTHER, 'rcpt', 'blocked', 'sender-auth', '554 5.7.1 <somebody@heron.example>: Relay access denied'],
  ['qmail relay', OTHER, 'rcpt', 'blocked', 'sender-auth', "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
  ['spam score', OTHER, 'data', 'blocked', 'content', '554 5.7.1 Message rejected: spam score 12.4 exceeds 6.0'],
  ['url list', OTHER, 'data', 'blocked', 'content', '550 5.7.1 Message contains a URL listed by multi.surbl.org'],
  ['virus', OTHER, 'data', 'blocked', 'content', '554 5.7.1 virus Eicar-Test-Signature found'],
  ['attachment', OTHER, 'data', 'blocked', 'content', '552 5.7.0 This message was blocked because its content presents a potential security issue.'],
  ['members only', OTHER, 'rcpt', 'blocked', 'recipient-policy', '550 5.7.2 You are not allowed to post to this list: members only'],
  ['sender blocked by the recipient', OTHER, 'rcpt', 'blocked', 'recipient-policy', '550 5.7.1 The recipient has blocked mail from you'],
  ['too large', OTHER, 'data', 'permanent', 'message', '552 5.3.4 Message size exceeds fixed limit'],
  ['too large at mail', OTHER, 'mail', 'permanent', 'message', '552 5.2.3 Message exceeds maximum fixed size (10485760)'],
  ['hops', OTHER, 'data', 'permanent', 'message', '554 5.4.6 Too many hops'],
  ['header', OTHER, 'data', 'permanent', 'message', '550 5.6.0 Message is missing a Date: header'],
  ['system storage', OTHER, 'mail', 'temporary', 'system', '452 4.3.1 Insufficient system storage'],
  ['local error', OTHER, 'data', 'temporary', 'system', '451 4.3.0 Requested action aborted: local error in processing'],
  ['null mx', OTHER, 'rcpt', 'permanent', 'domain', '556 5.1.10 Recipient address has null MX'],
  ['bare 550 at recipient', OTHER, 'rcpt', 'permanent', 'address', '550 Requested action not taken'],
  ['bare 554 at data', OTHER, 'data', 'blocked', 'content', '554 Transaction aborted'],
  ['bare 550 at connect', OTHER, 'connect', 'blocked', 'sender-ip', '550 go away'],
  ['bare 421', OTHER, 'connect', 'temporary', 'network', '421 mx.heron.example'],
  ['a name full of words', OTHER, 'rcpt', 'permanent', 'address', '550 5.1.1 <antispam.blacklist@heron.example>: Recipient address rejected: User unknown in virtual alias table'],
  ['a host full of words', 'spamfilter.virus.example', 'rcpt', 'permanent', 'address', '550 5.1.1 <somebody@heron.example>: user unknown'],
];

/** Answers of servers in their words, recipients and domains invented. */
export const ANSWERS: readonly Answer[] = ROWS.map(([name, host, stage, what, target, said]) => ({ name, host, stage, said, class: what, target }));
