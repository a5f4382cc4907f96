import { expect, it } from 'vitest';
import { type Namable, writtenNames } from './written-names.rules.ts';

const one = (clientId: string, names: string[], last: string[] = []) => ({ clientId, names, last });
const WHO: Namable = {
  clients: [
    one('1', ['Studio Bellevue']),
    one('2', ['Cabinet Bellevue', 'Karim Roussel'], ['Roussel']),
    one('3', ['Кафе «Парус»']),
    one('4', ['Studio Lilas', 'Marie Dupré'], ['Dupré']),
    one('5', ['J.B. Dupont SARL']),
  ],
  marks: ['kafe-parus.example', 'cabinetb', 'studio-lilas.example'],
  own: [],
};

it.each([
  ['Studio Bellevue a écrit à une liste ; Cabinet Bellevue n’y est pour rien.', ['Studio Bellevue', 'Cabinet Bellevue']],
  ['the list of CABINET bellevue', ['CABINET bellevue']],
  ['Рассылка ушла от кафе «Парусу», а не с kafe-parus.example', ['кафе «Парусу', 'kafe-parus.example']],
  ['M. Roussel, Mme Dupre et encore M. Roussel', ['Roussel', 'Dupre']],
  ['Mail of info@kafe-parus.example and https://www.kafe-parus.example/form.', ['kafe-parus.example']],
  ['Liste reprise de J.B. Dupont', ['Dupont']],
  ['A studio sent it; the Studio was asked', []],
  ['A form of bellevue-studio.example without a code', []],
  ['Login cabinetb was used', ['cabinetb']],
  ['', []],
])('%s', (text, names) => expect(writtenNames(text, WHO)).toEqual(names));

it('names nobody by what is called like who reads it', () => {
  const own = ['Cabinet Bellevue', 'cabinetb'];
  const clients = WHO.clients.filter(({ clientId }) => clientId !== '2');
  expect(writtenNames('Cabinet Bellevue (cabinetb) wrote, not Studio Bellevue.', { ...WHO, clients, own })).toEqual(['Studio Bellevue']);
});

it('looks through thousands of names in no time', () => {
  const clients = Array.from({ length: 5000 }, (_, at) => one(String(at), [`Studio Numéro ${at}`, `Jean Nom${at}`], [`Nom${at}`]));
  const text = 'Le formulaire de Studio Numéro 4711 était ouvert. '.repeat(100);
  expect(writtenNames(text, { clients, marks: [], own: [] })).toEqual(['Studio Numéro 4711']);
});
