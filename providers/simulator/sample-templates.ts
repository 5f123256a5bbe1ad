import type { TemplateCategory } from '../../messaging/outbound-message';

/**
 * A sample template. Every Simulator has the same ones. Together they show each kind of variable: numbered and named
 * variables, an image on top, quick replies, a link that ends in a variable, a code to copy. Names and languages are
 * those of a real account, so a workflow works at a real provider once the same templates are approved there.
 */
export interface SampleTemplate {
	name: string;
	language: 'pt_BR' | 'en_US';
	category: TemplateCategory;
	/** A text header has no variables here. */
	header?: { type: 'text'; text: string } | { type: 'image'; example: string };
	/** Variables are `{{1}}` or `{{name}}`, one kind in each template. */
	body: string;
	footer?: string;
	buttons: SampleButton[];
	/** Label and example of each variable of the body, by its key. */
	variables: Record<string, { label: string; example: string }>;
}

export type SampleButton =
	| { kind: 'quickReply'; title: string }
	/** `url` ends in `{{1}}`. */
	| { kind: 'url'; title: string; url: string; example: string }
	| { kind: 'copyCode'; title: string; example: string };

export const SAMPLE_TEMPLATES: readonly SampleTemplate[] = [
	{
		name: 'order_ready',
		language: 'en_US',
		category: 'utility',
		header: { type: 'text', text: 'Your order is ready' },
		body: 'Hi {{1}}, your order {{2}} is ready. You can pick it up until {{3}}.',
		footer: 'Thank you for your order',
		buttons: [
			{
				kind: 'url',
				title: 'See order',
				url: 'https://shop.example/orders/{{1}}',
				example: 'A-77',
			},
		],
		variables: {
			'1': { label: 'First name', example: 'Marta' },
			'2': { label: 'Order number', example: 'A-77' },
			'3': { label: 'Pick up until', example: '6 pm' },
		},
	},
	{
		name: 'order_ready',
		language: 'pt_BR',
		category: 'utility',
		header: { type: 'text', text: 'Seu pedido está pronto' },
		body: 'Oi {{1}}, seu pedido {{2}} está pronto. Você pode retirar até {{3}}.',
		footer: 'Obrigado pela preferência',
		buttons: [
			{
				kind: 'url',
				title: 'Ver pedido',
				url: 'https://loja.example/pedidos/{{1}}',
				example: 'A-77',
			},
		],
		variables: {
			'1': { label: 'Nome', example: 'Marta' },
			'2': { label: 'Número do pedido', example: 'A-77' },
			'3': { label: 'Retirar até', example: '18h' },
		},
	},
	{
		name: 'appointment_reminder',
		language: 'en_US',
		category: 'utility',
		body: 'Hello {{name}}, this is a reminder of your appointment on {{day}} at {{time}}. Will you come?',
		buttons: [
			{ kind: 'quickReply', title: 'Confirm' },
			{ kind: 'quickReply', title: 'Reschedule' },
			{ kind: 'quickReply', title: 'Cancel' },
		],
		variables: {
			name: { label: 'Name', example: 'João' },
			day: { label: 'Day', example: 'Tuesday' },
			time: { label: 'Time', example: '9:30' },
		},
	},
	{
		name: 'appointment_reminder',
		language: 'pt_BR',
		category: 'utility',
		body: 'Olá {{nome}}, lembramos do seu horário na {{dia}} às {{hora}}. Você vem?',
		buttons: [
			{ kind: 'quickReply', title: 'Confirmar' },
			{ kind: 'quickReply', title: 'Remarcar' },
			{ kind: 'quickReply', title: 'Cancelar' },
		],
		variables: {
			nome: { label: 'Nome', example: 'João' },
			dia: { label: 'Dia', example: 'terça-feira' },
			hora: { label: 'Hora', example: '9h30' },
		},
	},
	{
		name: 'weekend_offer',
		language: 'en_US',
		category: 'marketing',
		header: { type: 'image', example: 'https://shop.example/offer.jpg' },
		body: '{{1}}, this weekend you get {{2}} off everything in the shop. Just show the code.',
		footer: 'You can stop promotions at any time',
		buttons: [
			{ kind: 'copyCode', title: 'Copy code', example: 'WEEKEND20' },
			{ kind: 'quickReply', title: 'Stop promotions' },
		],
		variables: {
			'1': { label: 'First name', example: 'Ana' },
			'2': { label: 'Discount', example: '20%' },
		},
	},
	{
		name: 'weekend_offer',
		language: 'pt_BR',
		category: 'marketing',
		header: { type: 'image', example: 'https://loja.example/oferta.jpg' },
		body: '{{1}}, neste fim de semana você tem {{2}} de desconto em toda a loja. É só mostrar o código.',
		footer: 'Você pode parar as promoções quando quiser',
		buttons: [
			{ kind: 'copyCode', title: 'Copiar código', example: 'SABADO20' },
			{ kind: 'quickReply', title: 'Parar promoções' },
		],
		variables: {
			'1': { label: 'Nome', example: 'Ana' },
			'2': { label: 'Desconto', example: '20%' },
		},
	},
	{
		name: 'we_missed_you',
		language: 'en_US',
		category: 'utility',
		body: 'Hi {{1}}, we could not answer you in time. May we continue our conversation?',
		buttons: [
			{ kind: 'quickReply', title: 'Yes, please' },
			{ kind: 'quickReply', title: 'No, thanks' },
		],
		variables: { '1': { label: 'First name', example: 'Marta' } },
	},
	{
		name: 'we_missed_you',
		language: 'pt_BR',
		category: 'utility',
		body: 'Oi {{1}}, não conseguimos responder a tempo. Podemos continuar a nossa conversa?',
		buttons: [
			{ kind: 'quickReply', title: 'Sim, por favor' },
			{ kind: 'quickReply', title: 'Não, obrigado' },
		],
		variables: { '1': { label: 'Nome', example: 'Marta' } },
	},
];

/** Finds a sample. Like in a real account, name and language must match exactly. */
export function findSample(name: string, language: string): SampleTemplate | undefined {
	return SAMPLE_TEMPLATES.find((sample) => sample.name === name && sample.language === language);
}
