import {
	compileConsentWords,
	endsPromotions,
	MAX_CONSENT_LENGTH,
	optOutTitles,
} from '../../messaging/consent-words';

const words = compileConsentWords();
const typed = { typed: true, offered: [] };
const tapped = { typed: false, offered: [] };

describe('consent words: opt-out', () => {
	it.each([
		'SAIR',
		' Sair! ',
		'ｓａｉｒ',
		'SAÍR',
		'não quero receber',
		'NAO QUERO RECEBER',
		'Stop.',
		'STOPALL',
		'STOP ALL',
		'OPT-OUT',
		'OPTOUT',
		'REVOKE',
		'UNSUBSCRIBE',
		'S.A.I.R.',
		'🛑 stop 🛑',
	])('a word of the list opts out as people write it: %j', (text) => {
		expect(words.read(text, typed)).toBe('optedOut');
		expect(words.read(text, tapped)).toBe('optedOut');
	});

	it.each(['sair por favor', 'Oi, sair!', 'por favor, parar, obrigada', 'baja, gracias'])(
		'courtesies around a word do not change it: %j',
		(text) => expect(words.read(text, typed)).toBe('optedOut'),
	);

	it.each(['SAIR SAIR', 'stop stop stop', 'sair, parar!', 'saiiiir', 'stop alllll', 'bajaaa'])(
		'repeated words and stretched letters do not change a word: %j',
		(text) => expect(words.read(text, typed)).toBe('optedOut'),
	);

	it.each([
		'quero sair da lista',
		'não quero mais receber',
		'nao quero receber mais mensagens',
		'Não quero mais receber mensagens de vocês, obrigado',
		'me tira da lista',
		'Por favor, me tirem da lista de transmissão',
		'pare de me mandar mensagem',
		'não me mandem mais mensagens',
		'quero me descadastrar',
		'darme de baja por favor',
		'quiero darme de baja',
		'ya no quiero recibir mensajes',
		'no me manden más mensajes',
		'sáquenme de su lista',
		'please unsubscribe me',
		'I want to unsubscribe',
		'take me off your list',
		'stop texting me',
		"please don't send me any more messages",
	])('a sentence that refuses messages opts out: %j', (text) => {
		expect(words.read(text, typed)).toBe('optedOut');
	});

	it.each([
		'',
		'!!!',
		'por favor',
		'parara',
		'quero sair da fila',
		'quero sair da lista de espera',
		'sair amanhã?',
		'vou sair de casa',
		'cancelar meu pedido',
		'não quero mais',
		'não quero mais o pedido',
		'não me mande mais boletos',
		'fim de semana?',
		'weekend',
		'the end of the month',
		'stop, my order is wrong',
		'stop by tomorrow',
		'unsubscribe from what?',
		'sair quero receber',
	])('a sentence about something else is a message: %j', (text) => {
		expect(words.read(text, typed)).toBeUndefined();
	});

	it.each(['CANCEL', 'End.', 'quit', 'cancel cancel!'])('%j opts out when typed', (text) => {
		expect(words.read(text, typed)).toBe('optedOut');
	});

	it('does not take a tap on Cancel, End or Quit as an opt-out', () => {
		for (const text of ['Cancel', 'End', 'Quit']) {
			expect(words.read(text, tapped)).toBeUndefined();
		}
	});

	it.each(['cancel please', 'cancel stop', 'end of story', 'can cel'])(
		'takes cancel, end and quit alone: %j is a message',
		(text) => expect(words.read(text, typed)).toBeUndefined(),
	);

	it.each(['Cancel', 'Cancel order', 'cancel_order', '❌ CANCEL'])(
		'does not take a typed "cancel" as an opt-out while %j is offered',
		(title) => {
			const offered = ['Menu', title];
			expect(words.read('cancel', { typed: true, offered })).toBeUndefined();
			expect(words.read('stop', { typed: true, offered })).toBe('optedOut');
		},
	);

	it('reads no consent into a longer text than people write to opt out', () => {
		const spaces = ' '.repeat(MAX_CONSENT_LENGTH);
		expect(words.read(`sair${spaces}`, typed)).toBeUndefined();
		expect(words.read(`sair${spaces.slice(4)}`, typed)).toBe('optedOut');
	});
});

describe('consent words: opt-in', () => {
	it.each(['quero receber', 'START', '/start', 'Alta', 'start please'])('%j opts in', (text) => {
		expect(words.read(text, typed)).toBe('optedIn');
	});

	it.each(['how do I start?', 'alta temporada', 'quero receber o cardápio'])(
		'a sentence about something else is a message: %j',
		(text) => expect(words.read(text, typed)).toBeUndefined(),
	);
});

describe("consent words: the user's lists", () => {
	const own = compileConsentWords(['remover meu número', '🛑', 'cancel'], ['voltei']);

	it.each(['Remover meu número', 'remover-meu-numero, por favor', '🛑', 'cancel'])(
		'a word of the list opts out as people write it: %j',
		(text) => expect(own.read(text, typed)).toBe('optedOut'),
	);

	it("the user's lists replace the default words", () => {
		expect(own.read('sair', typed)).toBeUndefined();
		expect(own.read('start', typed)).toBeUndefined();
		expect(own.read('Voltei!', typed)).toBe('optedIn');
	});

	it("the user's lists keep the sentences that refuse messages", () => {
		expect(own.read('não quero mais receber mensagens', typed)).toBe('optedOut');
	});

	it("the user's lists switch opt-outs off when the list is empty", () => {
		const none = compileConsentWords(['', ' '], []);
		expect(none.read('', typed)).toBeUndefined();
		expect(none.read('sair', typed)).toBeUndefined();
		expect(none.read('não quero mais receber mensagens', typed)).toBeUndefined();
	});

	it("the user's lists opt out with a word of both lists", () => {
		expect(compileConsentWords(['x'], ['X']).read('x', typed)).toBe('optedOut');
	});
});

describe('consent words: promotions', () => {
	it.each([
		'Parar promoções',
		'Stop promotions',
		'PARAR PROMOCOES!',
		'Detener promociones',
		'não quero mais receber promoções',
	])('%j ends promotions and nothing else', (text) => {
		expect(endsPromotions(text)).toBe(true);
		expect(words.read(text, typed)).toBeUndefined();
	});

	it.each(['promoções', 'quero promoções', 'parar', ''])('%j does not end promotions', (text) => {
		expect(endsPromotions(text)).toBe(false);
	});
});

describe('consent words: titles of buttons', () => {
	it('finds the titles that opt the customer out', () => {
		const titles = ['Cardápio', 'Sair', 'Parar promoções', 'Cancel', 'Cancelar pedido'];
		expect(optOutTitles(titles)).toEqual(['Sair', 'Parar promoções']);
	});

	it("reads the user's words", () => {
		expect(optOutTitles(['Sair', 'Remover'], compileConsentWords(['remover'], []))).toEqual([
			'Remover',
		]);
	});
});
