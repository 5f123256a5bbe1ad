/**
 * Whole sentences by which customers opt out, as patterns: `(a|b)` is one of them, `[a|b]` one of them or none. Every
 * sentence names the messages or the list, or speaks to the sender. "Quero sair da fila" does neither.
 */

const MESSAGES_PT =
	'[as|essas|estas|suas|nenhuma] (mensagem|mensagens|msg|msgs|mensagen|menssagem|menssagens|nada)';
const FROM_PT =
	'[de voces|de vcs|dessa empresa|desta empresa|desse numero|deste numero|aqui|no whatsapp]';
const LIST_PT =
	'(da|desta|dessa|de sua|da sua) lista [de transmissao|de contatos|de envio|de mensagens]';

const MESSAGES_ES = '[los|las|sus|estos|ningun] (mensaje|mensajes|msj|msjs|nada)';
const FROM_ES = '[de ustedes|de esta empresa|de este numero|por aqui|por whatsapp]';
const LIST_ES = 'de (la|su|esta|tu) lista [de contactos|de envio|de mensajes|de difusion]';

const MESSAGES_EN = '[any|any more|more|all|these|your] (messages|texts|message|text)';
const FROM_EN = '[from you|from this number] [anymore|any more|again]';
const LIST_EN =
	'[the|your|this|my|mailing|your mailing|this mailing|the mailing] (list|contacts|contact list)';

/** Sentences that end all messages. */
export const OPT_OUT_SENTENCES: readonly string[] = [
	// Portuguese
	'[eu] (quero|queria|gostaria de|desejo) sair',
	`[eu] [quero|queria|gostaria de|desejo] (sair|ser removido|ser removida|ser retirado|ser retirada) ${LIST_PT}`,
	'[eu] (quero|queria|gostaria de|desejo) (descadastrar|me descadastrar|descadastrar me)',
	'(me descadastra|me descadastre|descadastre me|descadastra me|descadastrar meu numero)',
	`[eu] (quero|queria|gostaria de|desejo) parar de receber [${MESSAGES_PT}] ${FROM_PT}`,
	`parar de receber ${MESSAGES_PT} ${FROM_PT}`,
	`[eu] nao (quero|desejo|queria|gostaria de) [mais] receber [mais] [${MESSAGES_PT}] ${FROM_PT}`,
	`[eu] nao (quero|desejo) mais ${MESSAGES_PT} ${FROM_PT}`,
	`[por favor] [pode|podem|poderia|poderiam|quero que] (me|nos) (tira|tire|tirem|tirar|remove|remova|removam|remover|retira|retire|retirem|retirar|exclui|exclua|excluam|excluir) ${LIST_PT}`,
	`(tira|tire|tirem|remova|removam|retire|retirem|exclua|excluam) (me|meu numero|meu contato|meu telefone) ${LIST_PT}`,
	`(pare|parem|para|pode parar|podem parar) de (me mandar|me enviar|mandar|enviar) ${MESSAGES_PT} ${FROM_PT}`,
	`nao (me|nos) (mande|mandem|manda|envie|enviem|envia) mais ${MESSAGES_PT} ${FROM_PT}`,
	`nao (mande|mandem|mandar|envie|enviem|enviar) mais ${MESSAGES_PT} ${FROM_PT}`,
	// Spanish
	'[yo] [me] (quiero|quisiera|deseo) (darme de baja|dar de baja|la baja)',
	'(dame|deme|denme|darme) de baja',
	`[quiero|quisiera|deseo|me quiero] (salir|salirme|darme de baja|borrarme|dar de baja) ${LIST_ES}`,
	`[ya] no (quiero|deseo|quisiera) [mas] recibir [mas] [${MESSAGES_ES}] ${FROM_ES}`,
	`[ya] no (quiero|deseo) mas ${MESSAGES_ES} ${FROM_ES}`,
	`[ya] no me (manden|mandes|mande|envien|envies|envie) [mas] ${MESSAGES_ES} ${FROM_ES}`,
	'[ya] no me escriban [mas]',
	`(dejen|deja|deje) de (mandarme|enviarme) ${MESSAGES_ES} ${FROM_ES}`,
	`(sacame|saqueme|saquenme|quitame|quiteme|quitenme|borrame|borreme|borrenme|eliminame|elimineme|eliminenme) ${LIST_ES}`,
	`quiero que me (saquen|quiten|borren|eliminen) ${LIST_ES}`,
	// English
	'[i] (want to|would like to|wish to|d like to|wanna) (unsubscribe|opt out)',
	'unsubscribe me',
	`[i want to|i would like to] unsubscribe [me] from ${LIST_EN}`,
	`(opt out of|unsubscribe from) ${MESSAGES_EN}`,
	'opt me out',
	`[i want to|i would like to] (be removed from|get off) ${LIST_EN}`,
	`(remove|take|delete) (me|my number) (from|off|off of) ${LIST_EN}`,
	'stop (texting|messaging|contacting|spamming) [me]',
	`stop [sending|sending me|with] ${MESSAGES_EN} ${FROM_EN}`,
	'(do not|don t|dont) (text|message|contact) me [anymore|any more|again]',
	`(do not|don t|dont) send [me] ${MESSAGES_EN} ${FROM_EN}`,
	`no more (messages|texts) ${FROM_EN}`,
	`i (do not|don t|dont) (want|want to receive|want to get|wish to receive) ${MESSAGES_EN} ${FROM_EN}`,
];

const PROMOTIONS_PT =
	'[as|essas|suas] (promocao|promocoes|oferta|ofertas|propaganda|propagandas|publicidade)';
const PROMOTIONS_ES = '[las|sus] (promocion|promociones|oferta|ofertas|propaganda|publicidad)';
const PROMOTIONS_EN = '[any|more|any more|your] (promotions|offers|ads|advertising)';

/**
 * Sentences that end promotions and nothing else: messages about an order are still sent. The first three are Meta's
 * buttons.
 */
export const PROMOTIONS_OPT_OUT_SENTENCES: readonly string[] = [
	`parar [de receber] ${PROMOTIONS_PT}`,
	`stop [sending|sending me] ${PROMOTIONS_EN}`,
	`detener ${PROMOTIONS_ES}`,
	`[eu] nao (quero|desejo) [mais] receber [mais] ${PROMOTIONS_PT} ${FROM_PT}`,
	`[ya] no (quiero|deseo) [mas] recibir [mas] ${PROMOTIONS_ES} ${FROM_ES}`,
	`i (do not|don t|dont) (want|want to receive|want to get) ${PROMOTIONS_EN} ${FROM_EN}`,
];

/**
 * Compiles patterns to a test of folded words. The expressions have no repetition, so the work depends on the patterns
 * and not on the text.
 */
export function compileSentences(
	patterns: readonly string[],
): (words: readonly string[]) => boolean {
	const expression = new RegExp(`^(?:${patterns.map(sentenceSource).join('|')})$`);
	return (words) => expression.test(words.map((word) => word + WORD_END).join(''));
}

const WORD_END = '_';

function sentenceSource(pattern: string): string {
	return pattern
		.replace(/[a-z]+/g, `$&${WORD_END}`)
		.replaceAll(' ', '')
		.replace(/[[(]/g, '(?:')
		.replaceAll(']', ')?');
}
