/**
 * The answer to a visitor whose link can be guessed. It names the one step that gives the chat a secret link, in the
 * languages of the page.
 */

const STEPS = [
	{
		language: 'en',
		title: 'This chat is closed',
		step: 'In n8n, delete the Business Messaging Trigger, add the trigger again, publish the workflow and open its new address.',
		reason:
			'The link of this trigger can be guessed, so the chat opens only on the computer of n8n.',
	},
	{
		language: 'pt-BR',
		title: 'Este chat está fechado',
		step: 'No n8n, apague o Business Messaging Trigger, adicione o gatilho de novo, publique o fluxo e abra o novo endereço.',
		reason: 'O link deste gatilho pode ser adivinhado, então o chat só abre no computador do n8n.',
	},
	{
		language: 'es',
		title: 'Este chat está cerrado',
		step: 'En n8n, borra el Business Messaging Trigger, añade el disparador de nuevo, publica el flujo y abre su nueva dirección.',
		reason:
			'El enlace de este disparador se puede adivinar, así que el chat solo se abre en el equipo de n8n.',
	},
];

/** The whole document: no script, no style, no request. */
export const CLOSED_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${STEPS[0]?.title}</title>
</head>
<body>
${STEPS.map(
	({ language, title, step, reason }) =>
		`<section lang="${language}">\n<h1>${title}</h1>\n<p>${step}</p>\n<p>${reason}</p>\n</section>`,
).join('\n')}
</body>
</html>
`;
