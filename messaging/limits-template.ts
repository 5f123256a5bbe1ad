import type { MessageLimits } from './capabilities';
import { checkCount, checkRequiredText, type LimitViolation } from './limit-checks';
import { checkMedia } from './limits-media';
import type {
	TemplateButton,
	TemplateCard,
	TemplateHeader,
	TemplateMessage,
} from './outbound-message';

/**
 * Checks the values of a template's variables. The provider approved the text of the template, so only the values can be
 * too long.
 */
export function checkTemplate(message: TemplateMessage, limits: MessageLimits): LimitViolation[] {
	return [
		...checkRequiredText('name', message.name, 'The name of the template'),
		...checkRequiredText('language', message.language, 'The language of the template'),
		...checkParts('', message, limits),
		...(message.cards ? checkCards(message.cards, limits) : []),
	];
}

function checkCards(cards: readonly TemplateCard[], limits: MessageLimits): LimitViolation[] {
	const words = { many: 'cards', tooMany: 'tooManyCards', none: 'missingCards' };
	const atLeast = limits.template?.cardsAtLeast;
	const tooFew = atLeast !== undefined && cards.length > 0 && cards.length < atLeast;
	return [
		...checkCount('cards', cards.length, words, limits.template?.cardsAtMost),
		...(tooFew
			? [
					{
						code: 'tooFewCards',
						path: 'cards',
						actual: cards.length,
						reason: `There are too few cards: ${cards.length}.`,
						remedy: `Fill in at least ${atLeast} cards, as many as the template has.`,
					},
				]
			: []),
		...cards.flatMap((card, index) => checkParts(`cards[${index}].`, card, limits)),
	];
}

function checkParts(
	prefix: string,
	{ header, body, buttons }: TemplateCard,
	limits: MessageLimits,
): LimitViolation[] {
	return [
		...(header ? checkHeader(`${prefix}header`, header, limits) : []),
		...(body ?? []).flatMap(({ value }, index) =>
			checkRequiredText(`${prefix}body[${index}].value`, value, 'A value of the template'),
		),
		...(buttons ?? []).flatMap((button, index) =>
			checkButton(`${prefix}buttons[${index}]`, button, limits),
		),
	];
}

function checkHeader(
	path: string,
	header: TemplateHeader,
	limits: MessageLimits,
): LimitViolation[] {
	switch (header.type) {
		case 'text':
			return checkRequiredText(
				`${path}.variable.value`,
				header.variable.value,
				'The value of the header',
				limits.template?.headerCharacters,
				'headerTooLong',
			);
		case 'image':
		case 'video':
		case 'document':
			return checkMedia(`${path}.media`, header.type, header.media, limits);
		case 'location':
			return [];
	}
}

function checkButton(
	path: string,
	button: TemplateButton,
	limits: MessageLimits,
): LimitViolation[] {
	switch (button.kind) {
		case 'quickReply':
			return checkRequiredText(`${path}.payload`, button.payload, 'The id of a button');
		case 'url':
			return checkRequiredText(
				`${path}.suffix`,
				button.suffix,
				'The end of the address of a button',
			);
		case 'copyCode':
			return checkRequiredText(
				`${path}.code`,
				button.code,
				'The code to copy',
				limits.template?.couponCodeCharacters,
				'couponCodeTooLong',
			);
		case 'form':
			return [];
	}
}
