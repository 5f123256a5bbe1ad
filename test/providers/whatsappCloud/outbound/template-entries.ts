import type { Template } from '../../../../messaging/provider';
import { readTemplate } from '../../../../providers/whatsapp-format/templates/read';

/** Invented templates as Meta lists them. */

export const ORDER = {
	id: '900000000000011',
	name: 'pedido_pronto',
	language: 'pt_BR',
	status: 'APPROVED',
	category: 'UTILITY',
	rejected_reason: 'NONE',
	parameter_format: 'POSITIONAL',
	components: [
		{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::invented'] } },
		{
			type: 'BODY',
			text: 'Olá {{1}}, o pedido {{2}} está pronto. Até já, {{1}}!',
			example: { body_text: [['Marta', 'A-77']] },
		},
		{ type: 'FOOTER', text: 'Padaria Sol' },
		{
			type: 'BUTTONS',
			buttons: [
				{
					type: 'URL',
					text: 'Ver',
					url: 'https://padaria.example/p/{{1}}',
					example: ['https://padaria.example/p/A-77'],
				},
				{ type: 'QUICK_REPLY', text: 'Não receber mais' },
				{ type: 'PHONE_NUMBER', text: 'Ligar', phone_number: '+551140000001' },
				{ type: 'URL', text: 'Site', url: 'https://padaria.example' },
				{ type: 'COPY_CODE', text: 'Copiar', example: 'OUTONO20' },
				{ type: 'FLOW', text: 'Avaliar', flow_id: '900000000000001' },
			],
		},
	],
};

export const NAMED = {
	id: '900000000000012',
	name: 'boas_vindas',
	language: 'pt_BR',
	status: 'PENDING',
	category: 'MARKETING',
	components: [
		{
			type: 'HEADER',
			format: 'TEXT',
			text: 'Oi, {{nome}}',
			example: { header_text_named_params: [{ param_name: 'nome', example: 'Marta' }] },
		},
		{
			type: 'BODY',
			text: 'A {{loja}} abre às {{ hora }}.',
			example: { body_text_named_params: [{ param_name: 'hora', example: '7h' }] },
		},
	],
};

export const CAROUSEL = {
	id: '900000000000013',
	name: 'bolos',
	language: 'pt_BR',
	status: 'APPROVED',
	category: 'MARKETING',
	components: [
		{ type: 'BODY', text: 'Bolos para {{1}}' },
		{
			type: 'CAROUSEL',
			cards: ['cenoura', 'milho'].map(() => ({
				components: [
					{ type: 'HEADER', format: 'IMAGE' },
					{ type: 'BODY', text: 'Só {{1}}' },
					{
						type: 'BUTTONS',
						buttons: [{ type: 'URL', text: 'Ver', url: 'https://padaria.example/{{1}}' }],
					},
				],
			})),
		},
	],
};

export const LOGIN = {
	id: '900000000000014',
	name: 'codigo',
	language: 'pt_BR',
	status: 'APPROVED',
	category: 'AUTHENTICATION',
	components: [
		{ type: 'BODY', text: '*{{1}}* é seu código.', add_security_recommendation: true },
		{
			type: 'BUTTONS',
			buttons: [
				{ type: 'URL', text: 'Copiar', url: 'https://www.whatsapp.com/otp/code/?code=otp{{1}}' },
			],
		},
	],
};

export function template(entry: unknown): Template {
	const read = readTemplate(entry);
	if (!read) throw new Error('The fixture is not a template.');
	return read;
}
