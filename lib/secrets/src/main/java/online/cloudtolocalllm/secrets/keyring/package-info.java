/** The Secret Service, as desktops offer it on the session bus: sessions, items, prompts. */
@NullMarked
package online.cloudtolocalllm.secrets.keyring;

import org.jspecify.annotations.NullMarked;
