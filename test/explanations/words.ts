/** The sample answer of rule 002 (13 years in business, clients and prospects, sign up for a gift, unsubscribed on request, nothing to add) in words of our own. */
export const HELPLESS = {
  en: `Good morning, our company has been trading for 13 years. The addresses belong to clients and prospects gathered over 13 years. After a while people lose interest, and some only sign up
for the gift. Everybody registered on our own sites. We unsubscribe whoever asks us to, or they do it on their own. I have nothing to add.`,
  fr: `Bonjour, notre société existe depuis 13 ans. Les adresses sont celles de clients et de prospects, recueillies en 13 ans. Avec le temps, les gens se désintéressent, et certains ne
s’inscrivent que pour le cadeau. Tous se sont inscrits sur nos sites. Nous désinscrivons ceux qui le demandent, ou ils le font eux-mêmes. Je n’ai rien à ajouter.`,
  ru: `Добрый день! Наша компания работает 13 лет. Адреса клиентов и потенциальных клиентов собраны за 13 лет. Со временем люди теряют интерес, а некоторые подписываются только ради подарка.
Все подписались на наших сайтах. Мы отписываем тех, кто просит, либо они делают это сами. Добавить нечего.`,
} as const;

/** What the answer above left open, answered. */
export const REST_OF_IT = `The mailing left on 3 January 2026 at 9:00 and was sent to 412 addresses. The addresses come from the order form of our shop, collected since March 2025.
None of them were bought, rented or received from others. Each person ticked a box and confirmed it by a link; three records are attached. We write every month, the last letter was on
20 December 2025. Whoever unsubscribes by the link is off the list within an hour. Addresses that bounce are removed at once. It was sent with a WordPress plugin. Nobody else has access,
and we changed the password. From now on we send through a platform.`;
