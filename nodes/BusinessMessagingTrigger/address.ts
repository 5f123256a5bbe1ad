/** From this version on the trigger's path is its node id: every copy in the editor has an address of its own. */
export const PATH_IS_NODE_ID_SINCE = 2;

/**
 * Path of the trigger's address. It stands alone, because n8n evaluates it as an expression: from version 2 on the whole
 * path is the node id, before it was `messages` below the `webhookId`.
 */
export const WEBHOOK_PATH = `={{ $nodeVersion >= ${PATH_IS_NODE_ID_SINCE} ? $nodeId : "messages" }}`;
export const IS_FULL_PATH = `={{ $nodeVersion >= ${PATH_IS_NODE_ID_SINCE} }}`;
