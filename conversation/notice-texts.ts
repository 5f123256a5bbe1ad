import type { Language } from '../messaging/customer-language';

/** Default texts of the notices, in the languages of the package. */

/** An agent begins to answer · another one takes over · the customer waits · the conversation is over. */
export const NOTICES = ['started', 'transferred', 'waiting', 'closing'] as const;
export type Notice = (typeof NOTICES)[number];

/** Stands in a text for the name of the agent. */
export const AGENT_NAME = '{agent}';
/** Stands in a text for the ID of the ticket. */
export const TICKET_ID = '{ticket}';

type Texts = Readonly<Record<Language, string>>;

export const NOTICE_TEXTS: Readonly<Record<Notice, Texts>> = {
	started: {
		pt: 'Seu atendimento foi iniciado.',
		es: 'Su atención ha comenzado.',
		en: 'An agent is with you now.',
	},
	transferred: {
		pt: 'Seu atendimento foi transferido. Em instantes, outra pessoa da equipe continua a conversa.',
		es: 'Su conversación fue transferida. En instantes continuará otra persona del equipo.',
		en: 'Your conversation was transferred. Another member of our team will continue in a moment.',
	},
	waiting: {
		pt: 'Por favor, aguarde um momento. Em breve uma pessoa da equipe vai atender você.',
		es: 'Espere un momento, por favor. Pronto le atenderá una persona del equipo.',
		en: 'One moment, please. A member of our team will be with you soon.',
	},
	closing: {
		pt: 'Seu atendimento foi encerrado. Se precisar de algo mais, é só escrever. Até logo!',
		es: 'Su atención ha terminado. Si necesita algo más, escríbanos. ¡Hasta luego!',
		en: 'This conversation is closed. If you need anything else, just write to us. Goodbye!',
	},
};

export const TEXTS_WITH_NAME: Texts = {
	pt: `Seu atendimento foi iniciado. Você está falando com ${AGENT_NAME}.`,
	es: `Su atención ha comenzado. Le atiende ${AGENT_NAME}.`,
	en: `${AGENT_NAME} is with you now.`,
};
