import { DateTime } from 'luxon';
import { closedInWords } from '../../routing/closed-in-words';

const local = (text: string) => DateTime.fromISO(text, { zone: 'America/Sao_Paulo' });
const NOW = local('2026-11-20T20:00');

describe('a sentence about a closed business', () => {
	it.each([
		['pt-BR', 'Agora estamos fechados. Abrimos segunda-feira às 9h.'],
		['es', 'Ahora estamos cerrados. Abrimos el lunes a las 9.'],
		['en', 'We are closed now. We open Monday at 9 am.'],
		['de', 'We are closed now. We open Monday at 9 am.'],
	])('says in %s when it opens', (language, sentence) => {
		expect(closedInWords(local('2026-11-23T09:00'), NOW, language)).toBe(sentence);
	});

	it('promises no opening where there is none', () => {
		expect(closedInWords(undefined, NOW, 'pt')).toBe('Agora estamos fechados.');
	});
});
