import type { Language } from '../messaging/customer-language';
import type { Author } from './history';

/** The words of a history that is written as text. */

export const AUTHOR_WORDS: Record<Language, Record<Author, string>> = {
	en: { customer: 'Customer', bot: 'Bot', agent: 'Agent' },
	es: { customer: 'Cliente', bot: 'Bot', agent: 'Agente' },
	pt: { customer: 'Cliente', bot: 'Bot', agent: 'Atendente' },
};

/** Words for messages that are more than their text. Any other type says nothing beside its text. */
export const TYPE_WORDS: Record<Language, Record<string, string>> = {
	en: {
		...{ image: 'image', video: 'video', audio: 'audio', voice: 'voice message' },
		...{ document: 'document', sticker: 'sticker', location: 'location', contacts: 'contact' },
		...{ reaction: 'reaction', form: 'form', order: 'order', unsupported: 'other message' },
		...{ locationRequest: 'request for the location', raw: 'other message' },
	},
	es: {
		...{ image: 'imagen', video: 'video', audio: 'audio', voice: 'mensaje de voz' },
		...{ document: 'documento', sticker: 'sticker', location: 'ubicación', contacts: 'contacto' },
		...{ reaction: 'reacción', form: 'formulario', order: 'pedido', unsupported: 'otro mensaje' },
		...{ locationRequest: 'solicitud de ubicación', raw: 'otro mensaje' },
	},
	pt: {
		...{ image: 'imagem', video: 'vídeo', audio: 'áudio', voice: 'mensagem de voz' },
		...{ document: 'documento', sticker: 'figurinha', location: 'localização' },
		...{ contacts: 'contato', reaction: 'reação', form: 'formulário', order: 'pedido' },
		...{ unsupported: 'outra mensagem', raw: 'outra mensagem' },
		locationRequest: 'pedido de localização',
	},
};
