import { describe, expect, it } from 'vitest';
import { classified } from './replies.rules.ts';

const DATA = 'SMTP error from remote mail server after end of data: ';
const RCPT = 'SMTP error from remote mail server after RCPT TO:<…@mail.example>: ';
const MAIL = 'SMTP error from remote mail server after MAIL FROM:<…@shop.example> SIZE=2841: ';
const HELLO = 'SMTP error from remote mail server after initial connection: ';

/** What servers write, as logs keep it; by whose answer it is. Names of hosts and addresses are made up. */
const SAID = {
  /** What was sent, or how it looked. Lists that are named beside it, and pages to read more on, do not make it a block of the server. */
  content: [
    `${DATA}554 5.7.1 Message blocked: spam score 14.2 / 5.0, see http://www.spamhaus.example/query/ip/127.10.0.1`,
    `${DATA}550 Message blocked: spam. See https://www.spamhaus.example/faq`,
    `${DATA}550-5.7.1 [127.10.0.1      12] Our system has detected that this message is 550-5.7.1 likely unsolicited mail. To reduce the amount of spam sent to Gmail, 550-5.7.1 this message has been blocked. Please visit 550 5.7.1 https://support.google.example/mail/?p=UnsolicitedMessageError - gsmtp`,
    `${DATA}554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahoo.example/error-codes`,
    `${DATA}550 5.7.1 This message was identified as spam (score 9.1). If this is wrong, see https://www.barracudacentral.example/reputation?pr=1`,
    `${DATA}550 High probability of spam`,
    `${DATA}550 High probability of spam; listed on bl.spamcop.example`,
    `${DATA}554 5.7.1 Rejected by spam filter, see https://www.spamhaus.example/query/ip/127.10.0.1`,
    `${DATA}554 5.6.0 Message contains a link that is listed in SURBL, see http://www.surbl.example/lists`,
    `${DATA}554 5.7.1 A URL in this message (shop.example) is listed on the Spamhaus DBL; see https://www.spamhaus.example/query/domain/shop.example`,
    `${DATA}554 5.7.1 Message contains a blacklisted link`,
    `${DATA}550 5.7.1 Blocked by SpamAssassin: BAYES_99, RCVD_IN_SORBS_WEB, URIBL_BLACK score=11.4`,
    `${DATA}554 Your message was considered unsolicited bulk e-mail (RBL weight 2.5, Bayes 4.0)`,
    `${DATA}550 5.7.1 Message rejected due to content restrictions`,
    `${DATA}552 5.7.0 This message was blocked because its content presents a potential 552-5.7.0 security issue - gsmtp`,
    `${DATA}554 rejected due to virus: Win.Trojan.Agent`,
    `${DATA}550 5.7.1 Rejected: attachment type not allowed (.exe)`,
    `${DATA}554 5.7.1 [C14] RBL and content checks: message looks like spam`,
    `${DATA}550 5.2.1 Mail rejeté : message considéré comme spam, voir http://www.spamhaus.example/`,
    `${DATA}550 spam detected (message refusé)`,
    `${DATA}554 5.7.1 Message considéré comme indésirable par notre filtre antispam`,
    `${DATA}554 5.7.1 Le contenu de ce message a été jugé indésirable, liste noire d’URL`,
    `${DATA}550 spam message rejected. Please visit http://help.mail.example/notspam-support/id?c=abc or report details to abuse@corp.mail.example.`,
    `${DATA}554 5.7.1 [2] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc 1417-q3`,
    `${DATA}550 Сообщение отклонено: письмо похоже на спам`,
    `${DATA}550 5.7.1 Письмо содержит ссылку из чёрного списка`,
    'host mx.corp.example[127.20.28.1] said: 550 5.7.1 Message blocked: spam score 12 of 6, details at https://bl.example/lookup?ip=127.10.0.1 (in reply to end of DATA command)',
    'host mail.example[127.20.1.1] said: 550 5.7.1 This message scored 17.3 spam points (in reply to end of DATA command)',
  ],
  /** The address of the server: what a block list, a reputation or a volume brings everybody. */
  'sender-ip': [
    `${HELLO}421 4.7.0 [TSS04] Messages from 127.10.0.1 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahoo.example/error-codes`,
    `${HELLO}553 5.7.1 [BL21] Connections will not be accepted from 127.10.0.1, because the ip is in Spamhaus's list; see http://postmaster.yahoo.example/550-bl23.html`,
    `${RCPT}550 5.7.1 Unfortunately, messages from [127.10.0.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150). You can also refer your provider to http://mail.live.example/mail/troubleshooting.aspx#errors.`,
    `${RCPT}554 5.7.1 Service unavailable; Client host [127.10.0.1] blocked using zen.spamhaus.example; https://www.spamhaus.example/query/ip/127.10.0.1`,
    `${RCPT}550 5.7.1 JunkMail rejected - server1.hostpack.example [127.10.0.1]:41852 is in an RBL: Client host blocked using Barracuda Reputation, see http://www.barracudanetworks.example/reputation/?r=1&ip=127.10.0.1`,
    `${RCPT}550 Rejected because 127.10.0.1 is in a black list at bl.spamcop.example`,
    `${MAIL}554 5.7.1 <server1.hostpack.example[127.10.0.1]>: Client host rejected: Access denied, your IP is on our blocklist`,
    `${DATA}421-4.7.28 [127.10.0.1      15] Our system has detected an unusual rate of 421-4.7.28 unsolicited mail originating from your IP address. To protect our 421-4.7.28 users from spam, mail sent from your IP address has been temporarily 421 4.7.28 rate limited. - gsmtp`,
    `${DATA}550-5.7.1 [127.10.0.1      18] Our system has detected that this message is 550-5.7.1 likely suspicious due to the very low reputation of the sending IP 550-5.7.1 address. To best protect our users from spam, the message has been 550 5.7.1 blocked. - gsmtp`,
    `${DATA}550 5.7.1 Message rejected: your IP 127.10.0.1 is listed as a source of spam by zen.spamhaus.example`,
    `${HELLO}554 IP=127.10.0.1 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.example to clarify.) Your ip has a bad reputation`,
    `${HELLO}554-mx.gmx.example (mxgmx113) Nemesis ESMTP Service not available 554-No SMTP service 554-IP address is black listed. 554 For explanation visit https://postmaster.gmx.example/`,
    `${HELLO}421 mwinf5c77 ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR006_102 [102] : adresse IP source bloquée pour incident de spam.`,
    `${HELLO}550 5.7.1 Votre adresse IP est sur une liste noire`,
    `${HELLO}550 Прием почты с этого IP запрещён: адрес сервера в чёрном списке`,
    `${HELLO}550 Your host is blacklisted, see http://spamlist.example/`,
    'delivery temporarily suspended: host mta7.am0.yahoo.example[127.20.3.2] refused to talk to me: 421 4.7.0 [TSS04] Messages from 127.10.0.1 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1',
    'host mx.mail.example[127.20.3.2] said: 451 4.7.650 The mail server [127.10.0.1] has been temporarily rate limited due to IP reputation. (in reply to MAIL FROM command)',
  ],
  /** The rules of the receiver about the domain of the sender: of nobody else on the server. */
  'recipient-policy': [
    `${DATA}550-5.7.1 [127.10.0.1      19] Our system has detected that this message is 550-5.7.1 likely suspicious due to the very low reputation of the sending 550-5.7.1 domain. To best protect our users from spam, the message has been 550 5.7.1 blocked. - gsmtp`,
  ],
  /** Too much at once for a recipient or a line. */
  rate: [
    `${RCPT}450-4.2.1 The user you are trying to contact is receiving mail at a rate that 450-4.2.1 prevents additional messages from being delivered. - gsmtp`,
    `${HELLO}421 Too many concurrent SMTP connections; please try again later.`,
    `${RCPT}452 4.5.3 Too many recipients`,
    `${MAIL}421 4.4.5 Throttled, slow down`,
    `${HELLO}421 Trop de connexions, veuillez vérifier votre configuration. Too many connections, slow down. OFR004_104`,
    `${RCPT}451 4.7.1 Превышено число сообщений, too many messages, slow down`,
  ],
  /** What the own host says. */
  'host-limit': [
    'Domain shop.example has exceeded the max defers and failures per hour (184/175 (31%)) allowed.  Message discarded.',
    'Domain shop.example has exceeded the max emails per hour (126/125 (100%)) allowed.  Message will be reattempted later',
    'Domain shop.example has an outgoing mail suspension.  Message discarded.',
  ],
  address: [
    `${RCPT}550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking - gsmtp`,
    `${RCPT}550 5.1.1 <…@spamhaus-fans.example>: Recipient address rejected: User unknown in virtual mailbox table`,
    `${RCPT}550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]`,
    `${RCPT}550 5.1.1 No such user!`,
    `${RCPT}550 Нет такого пользователя`,
  ],
  system: [`${RCPT}451 4.7.1 <…@grey.example>: Recipient address rejected: Greylisted, see http://postgrey.example/help/grey.example.html`],
  mailbox: [`${RCPT}552 5.2.2 <…@full.example>: Recipient address rejected: Quota exceeded (mailbox for user is full)`],
} as const;

/** As the reader of logs hands a reply over. */
function classOf(text: string) {
  const [, code = '0', enhanced = ''] = /(?:^|: )(?:host \S+ said: )?([45]\d\d)[- ](?:([45]\.\d{1,3}\.\d{1,3})\b)?/.exec(text) ?? [];
  return classified({ text, code: Number(code), enhanced, failed: 1, deferred: 0, firstAt: 0 });
}

describe('what a reply in a log says', () => {
  it('knows a good many of them', () => {
    expect(Object.values(SAID).flat().length).toBeGreaterThanOrEqual(40);
  });

  it.each(Object.entries(SAID).flatMap(([target, texts]) => texts.map((text) => [target, text] as const)))('is about %s: %s', (target, text) => {
    expect(classOf(text).target).toBe(target);
  });

  it('is a refusal for what was sent, or for the server, as soon as one is meant', () => {
    for (const target of ['content', 'sender-ip'] as const) for (const text of SAID[target]) expect(classOf(text).class).toBe('blocked');
  });
});
